// @ts-check
import { settings } from '../settings.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const INK = '#16252d';
const QUIET = '#4b5b66';
const BLUE = '#0b5394';
const LINE = '#c8d3da';
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Colours of text, dark enough on every background below (contrast 4.5 and more). */
const TEXT = {
  default: { default: INK, subtle: QUIET },
  accent: { default: BLUE, subtle: BLUE },
  good: { default: '#1b5e20', subtle: '#1b5e20' },
  warning: { default: '#7a4100', subtle: '#7a4100' },
  attention: { default: '#9b1c1c', subtle: '#9b1c1c' },
  dark: { default: '#000000', subtle: INK },
  light: { default: '#ffffff', subtle: '#ffffff' },
};

/** Web Chat says its own words in place of an empty text. */
const NOTHING = ' ';

/** @param {string} backgroundColor */
const boxLook = (backgroundColor) => ({ backgroundColor, foregroundColors: TEXT });

/** The host config of Adaptive Cards; cards.css does what it cannot express. */
export const cardLook = {
  supportsInteractivity: true,
  fontFamily: FONT,
  fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 20 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 20, default: 24, medium: 25, large: 26, extraLarge: 26 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: LINE },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: { backgroundColor: '#ffffff', foregroundColors: TEXT },
    emphasis: boxLook('#eef2f5'),
    accent: boxLook('#e3eef9'),
    good: boxLook('#e4f3e5'),
    warning: boxLook('#fdf0d9'),
    attention: boxLook('#fbe6e4'),
  },
  actions: {
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    buttonSpacing: 8,
    maxActions: 100,
    spacing: 'medium',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { wrap: true },
    spacing: 12,
  },
  textBlock: { headingLevel: 2 },
};

/**
 * Returns Web Chat's style options and the texts that replace its own.
 * @param {boolean} showsTops Scrolls to the top of a new message, not to the end of the conversation.
 * @param {boolean} isWithHelpdesk Typed text goes to the helpdesk.
 */
export function chatLook(showsTops, isWithHelpdesk) {
  return {
    sendTypingIndicator: false,
    styleOptions: {
      // A message that waits for the server or the network is not offered to be sent again meanwhile.
      sendTimeout: DAY_MS,
      accent: BLUE,
      subtle: QUIET,
      primaryFont: FONT,
      fontSizeSmall: '14px',
      paddingRegular: 12,
      hideUploadButton: true,
      emojiSet: {},
      markdownRenderHTML: false,
      backgroundColor: '#f4f7f9',
      bubbleBackground: '#ffffff',
      bubbleBorderColor: LINE,
      bubbleBorderRadius: 8,
      bubbleTextColor: INK,
      bubbleMaxWidth: 720,
      autoScrollSnapOnPage: showsTops,
      bubbleMinWidth: 0,
      bubbleFromUserBackground: BLUE,
      bubbleFromUserBorderColor: BLUE,
      bubbleFromUserBorderRadius: 8,
      bubbleFromUserTextColor: '#ffffff',
      cardPushButtonBackgroundColor: '#e3eef9',
      cardPushButtonTextColor: BLUE,
      sendBoxHeight: 52,
      sendBoxTextColor: INK,
      sendBoxTextWrap: true,
      sendBoxPlaceholderColor: QUIET,
      sendBoxBorderTop: `solid 1px ${QUIET}`,
      sendBoxBorderRight: `solid 1px ${QUIET}`,
      sendBoxBorderBottom: `solid 1px ${QUIET}`,
      sendBoxBorderLeft: `solid 1px ${QUIET}`,
      sendBoxButtonColor: BLUE,
      sendBoxButtonKeyboardFocusIndicatorBorderColor: BLUE,
      sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
      timestampColor: QUIET,
      transcriptVisualKeyboardIndicatorColor: BLUE,
      transcriptVisualKeyboardIndicatorWidth: 3,
      transcriptActivityVisualKeyboardIndicatorColor: BLUE,
      transcriptActivityVisualKeyboardIndicatorStyle: 'solid',
      transcriptActivityVisualKeyboardIndicatorWidth: 2,
      transcriptOverlayButtonBackground: INK,
      transcriptOverlayButtonBackgroundOnFocus: BLUE,
      transcriptOverlayButtonBackgroundOnHover: BLUE,
    },
    overrideLocalizedStrings: {
      TEXT_INPUT_PLACEHOLDER: isWithHelpdesk ? settings.withHelpdesk.placeholder : settings.placeholder,
      ACTIVITY_BOT_SAID_ALT: settings.said,
      ACTIVITY_YOU_SAID_ALT: settings.youSaid,
      TEXT_INPUT_ALT: isWithHelpdesk ? settings.withHelpdesk.placeholder : settings.placeholder,
      TRANSCRIPT_ARIA_LABEL_ALT: settings.conversation,
      ACTIVITY_BOT_ATTACHED_ALT: settings.said,
      // Its hints name keys that are not needed here, and say what the card itself says.
      ACTIVITY_NUM_ATTACHMENTS_ONE_ALT: NOTHING,
      ACTIVITY_INTERACTIVE_FOOTNOTE_ALT: NOTHING,
      ACTIVITY_INTERACTIVE_REASON_INTERACTIVE_CONTENT_ALT: NOTHING,
      ACTIVITY_INTERACTIVE_REASON_LINK_ALT: NOTHING,
      TRANSCRIPT_LIVE_REGION_INTERACTIVE_LABEL_ALT: NOTHING,
      TRANSCRIPT_LIVE_REGION_INTERACTIVE_WITH_LINKS_LABEL_ALT: NOTHING,
    },
  };
}
