// @ts-check
import { withJoinedRows } from '../cards/button-rows.js';
import { withLongButtons } from '../cards/long-buttons.js';
import { settings } from '../settings.js';
import { withCardId } from './cards-by-message.js';
import { takeFocus } from './focus-answers.js';
import { SEND_BOX } from './selectors.js';

/** @typedef {{ speak?: string, body?: import('../cards/long-buttons.js').Element[] }} Card */

/**
 * The part of an activity from the assistant that the scripts read.
 * @typedef {object} Activity
 * @property {string} [id]
 * @property {string} type
 * @property {string} [text]
 * @property {string} [locale] The language of its words.
 * @property {string} [name] Of an event.
 * @property {unknown} [value] Of an event.
 * @property {string} [timestamp]
 * @property {string} [replyToId] The person's message that it answers.
 * @property {{ role?: string }} [from]
 * @property {{ content?: Card }[]} [attachments]
 * @property {{ type: string }[]} [entities]
 * @property {Record<string, unknown>} [channelData]
 */

/** `isEarlier`: it was said before what the page shows already. @typedef {{ type: string, payload: { activity: Activity, isEarlier?: boolean } }} Action */

/** The text that Web Chat reads aloud, and names the message by, in place of text and attachments. */
const SPOKEN = 'webchat:fallback-text';
/** The box that people type into. */
const BOX = `#first-box, ${SEND_BOX} textarea, ${SEND_BOX} input`;

/**
 * Makes a middleware for Web Chat's store that hands over each incoming activity and has it read aloud in short: the
 * card's own `speak`, not every button. It removes `speak` from the card, of which Web Chat would make a landmark, turns
 * boxes that can be pressed into the buttons they stand for, and lets the rows of buttons wrap.
 * @param {(activity: Activity, isEarlier: boolean) => void} onActivity
 * @param {() => void} onAnswered Called each time the person writes or presses something.
 */
export function incoming(onActivity, onAnswered) {
  return () => (/** @type {(action: Action) => unknown} */ next) => (/** @type {Action} */ action) => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') onAnswered();
    if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return next(action);
    const { activity, isEarlier = false } = action.payload;
    onActivity(activity, isEarlier);
    const said = isEarlier ? spokenText(activity) : speech(activity, takeFocus(activity));
    return next({ ...action, payload: { ...action.payload, activity: spoken(drawn(activity), said) } });
  };
}

/**
 * Returns the text of a message for people who do not see it.
 * @param {Activity} activity
 */
export function spokenText({ text, attachments = [] }) {
  return [text, ...attachments.map(({ content }) => content?.speak)].filter(Boolean).join(' ');
}

/**
 * @param {Activity} activity
 * @returns {Activity}
 */
function drawn(activity) {
  const { id, attachments } = activity;
  if (!attachments) return activity;
  return { ...activity, attachments: attachments.map((attachment) => drawnAttachment(attachment, id)) };
}

/**
 * @param {{ content?: Card }} attachment
 * @param {string | undefined} message
 */
function drawnAttachment(attachment, message) {
  const { content } = attachment;
  if (!content?.body) return attachment;
  return {
    ...attachment,
    content: withCardId({ ...content, body: withLongButtons(withJoinedRows(content.body)) }, message),
  };
}

/**
 * Returns what is read aloud as a message comes: all of it, and how to get to its buttons, or what its heading does not say.
 * @param {Activity} activity
 * @param {boolean} getsFocus
 */
export function speech(activity, getsFocus) {
  return getsFocus ? withoutHeading(activity) : spokenText(activity) + hintFor(activity);
}

/**
 * Returns what is left to be said of a message whose heading gets the focus, and so is read already.
 * @param {Activity} activity
 */
function withoutHeading(activity) {
  const said = spokenText(activity);
  const heading = activity.attachments?.[0]?.content?.body?.find(({ style }) => style === 'heading')?.text;
  return heading !== undefined && said.endsWith(heading) ? said.slice(0, -heading.length) : said;
}

/**
 * Returns how to get from the box, where the focus stays, to the buttons of a message.
 * @param {Activity} activity
 */
function hintFor({ from, attachments = [] }) {
  const isInBox = document.activeElement?.matches(BOX) ?? false;
  return isInBox && from?.role === 'bot' && attachments.length > 0 ? ` ${settings.messageReady}` : '';
}

/**
 * @param {Activity} activity
 * @param {string} said
 * @returns {Activity}
 */
function spoken(activity, said) {
  const { attachments = [], channelData } = activity;
  if (!attachments.some(({ content }) => content?.speak)) return activity;
  return {
    ...activity,
    attachments: attachments.map((attachment) => {
      const { speak, ...content } = attachment.content ?? {};
      return speak ? { ...attachment, content } : attachment;
    }),
    channelData: { ...channelData, [SPOKEN]: said },
  };
}
