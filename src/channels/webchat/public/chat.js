// @ts-check

import { offerCopies } from './cards/copy-button.js';
import { tieProblemsToFields } from './cards/field-problems.js';
import { watchFolds } from './cards/folds.js';
import { showPicturesLarge } from './cards/large-picture.js';
import { forgetLastPress, unmarkLastPress } from './cards/last-press.js';
import { endPress, expectAnswer, onePressAtATime, watchSentPresses } from './cards/one-press.js';
import { keepMessages, removeKeptMessages, takeKeptMessages } from './connection/kept-messages.js';
import { openLine } from './connection/line.js';
import { isPress } from './connection/outbox.js';
import { TOO_MANY_REQUESTS } from './connection/retry-after.js';
import { startConversation } from './connection/start-conversation.js';
import { forgetConversation, onForgottenElsewhere, openConversation } from './connection/token.js';
import { erasedIn, offerOwnData } from './header/own-data.js';
import { offerStartOver, offerStartOverOnceUsed } from './header/start-over.js';
import { awayBanner } from './notices/away-banner.js';
import { hideError, showError } from './notices/error-notice.js';
import { helpdeskBanner } from './notices/helpdesk-banner.js';
import { hideNotice, showNotice } from './notices/notice.js';
import { limitLength, showExcess } from './notices/text-length.js';
import { offerSteps, showProgress } from './progress/progress.js';
import { stepKey } from './progress/step-key.js';
import { byId, make, settings } from './settings.js';
import { foldEarlierSteps } from './transcript/earlier-steps.js';
import { focusNextAnswer, focusNoAnswer, focusOn } from './transcript/focus-answers.js';
import { hideWhileLoading } from './transcript/hide-while-loading.js';
import { incoming } from './transcript/incoming-activities.js';
import { ownTimes } from './transcript/message-times.js';
import { muteEarlier } from './transcript/mute-history.js';
import { cardLook, chatLook } from './transcript/style-options.js';
import { useNaturalTabOrder } from './transcript/tab-order.js';
import { watchUnread } from './transcript/unread-count.js';

/** The time in which the news of an erasure reaches all windows of a browser. */
const HEAR_MS = 1_000;

/** @typedef {{ getState(): { sendBoxValue: string }, dispatch(action: object): void }} Store */

/**
 * @typedef {object} WebChat
 * @property {(state: object, ...middleware: unknown[]) => Store} createStore
 * @property {(options: object, element: HTMLElement) => void} renderWebChat
 */

/** The global that Microsoft's script defines. */
const { WebChat } = /** @type {{ WebChat?: WebChat }} */ (/** @type {unknown} */ (window));

/** @type {import('./connection/line.js').Line | undefined} */
let line;
/** The conversation of the line. @type {string | undefined} */
let conversationId;
/** @type {Store | undefined} */
let store;
/** The page shows why it stopped, so a connection that comes late is not shown behind it. */
let hasGivenUp = false;
/** The step whose card is open, and the message that shows it. @type {{ step: string, message: string } | undefined} */
let openCard;

/**
 * Connects Web Chat to a conversation and renders it, in place of the one before.
 * @param {import('./connection/token.js').Conversation} conversation
 * @param {string} streamUrl
 */
function connect(conversation, streamUrl) {
  if (!WebChat) throw new Error('Web Chat was not loaded');
  const { userId, isResumed } = conversation;
  line?.end();
  const unsent = takeKeptMessages(conversation.conversationId);
  const directLine = openLine({ ...conversation, streamUrl }, lineEvents(unsent.length > 0), unsent);
  line = directLine;
  ({ conversationId } = conversation);
  const isInUse = () => directLine === line;

  const mute = muteEarlier(isResumed, isInUse);
  const countUnread = watchUnread();
  const root = make('div', 'web-chat');
  byId('chat').replaceChildren(root);
  watchFolds(root);
  offerCopies(root);
  tieProblemsToFields(root);
  useNaturalTabOrder(root);
  onePressAtATime(root);
  const foldEarlier = foldEarlierSteps(root);
  const onLoaded = hideWhileLoading(isResumed);
  const { language: locale, nonce } = settings;
  const activityStatusMiddleware = ownTimes(locale);
  const { renderWebChat } = WebChat;
  const showHelpdesk = helpdeskBanner(root, say);
  let showsTops = false;
  let isWithHelpdesk = false;
  const render = () =>
    renderWebChat(
      {
        ...chatLook(showsTops, isWithHelpdesk),
        activityStatusMiddleware,
        adaptiveCardsHostConfig: cardLook,
        directLine,
        locale,
        nonce,
        store,
        userID: userId,
      },
      root,
    );
  store = WebChat.createStore(
    { sendBoxValue: store?.getState().sendBoxValue ?? '' },
    limitLength(),
    watchSentPresses(),
    incoming(
      (activity) => {
        countUnread(activity, mute(activity));
        offerStartOverOnceUsed(activity);
        onLoaded();
        const erased = erasedIn(activity);
        if (erased) {
          afterErasure(erased);
          return;
        }
        const position = /** @type {import('./progress/progress.js').Position | undefined} */ (
          activity.entities?.find((entity) => entity.type === 'guidePosition')
        );
        if (activity.from?.role === 'bot' && activity.type === 'message') {
          endPress();
          foldEarlier(activity, position);
        }
        if (position) {
          showProgress(position);
          if (position.isStep)
            openCard = { step: stepKey(position.phase, position.step), message: activity.id ?? '' };
        }
        const talkingTo = /** @type {import('./notices/helpdesk-banner.js').TalkingTo | undefined} */ (
          activity.entities?.find((entity) => entity.type === 'talkingTo')
        );
        if (!talkingTo || talkingTo.helpdesk === isWithHelpdesk) return;
        isWithHelpdesk = talkingTo.helpdesk;
        showHelpdesk(isWithHelpdesk);
        setTimeout(render);
      },
      () => {
        // From the first answer on, new messages are read from their top.
        if (showsTops) return;
        showsTops = true;
        setTimeout(render);
      },
    ),
  );
  render();
}

/**
 * Shows what becomes of the connection, and of what the person sends.
 * @param {boolean} hasUnsent Something that was sent before is still on its way.
 * @returns {import('./connection/line.js').LineEvents}
 */
function lineEvents(hasUnsent) {
  const banner = awayBanner(hasUnsent);
  return {
    ended: onEnded,
    reach: banner.reach,
    waiting() {
      endPress();
      unmarkLastPress();
      banner.wait(true);
    },
    refused(status, ms) {
      const sentence = status === TOO_MANY_REQUESTS ? settings.tooMany : settings.unavailable;
      showNotice(sentence.replace('{seconds}', String(Math.ceil(ms / 1000))));
    },
    sent(message) {
      if (isPress(message)) {
        forgetLastPress();
        expectAnswer();
      }
      banner.wait(false);
      hideNotice();
      keepUnsent();
    },
    givenUp(message, isTooLong) {
      banner.wait(false);
      hideNotice();
      if (isTooLong) keepInBox(message.text ?? '');
      // For typed text, Web Chat offers to send it again.
      if (!isPress(message)) return;
      endPress();
      focusNoAnswer();
      unmarkLastPress();
      showNotice(settings.unsent);
    },
    closed: banner.end,
  };
}

async function open() {
  try {
    const conversation = await openConversation();
    sayHowLongItLasts(conversation);
    const streamUrl = await startConversation(conversation);
    if (hasGivenUp) return;
    hideError();
    connect(conversation, streamUrl);
  } catch {
    giveUp(settings.failed);
  }
}

/**
 * Says so in the header where the browser does not keep what leads back to the conversation.
 * @param {import('./connection/token.js').Conversation} conversation
 */
function sayHowLongItLasts({ lasts }) {
  byId('lasts').textContent = lasts === 'browser' ? '' : settings.lasts[lasts];
}

/** Keeps what is not sent yet for as long as nobody sees the page, since it may be loaded again before it comes back. */
function keepUnsent({ type = '' } = {}) {
  if (!line || !conversationId) return;
  if (type === 'pagehide' || document.visibilityState === 'hidden')
    keepMessages(conversationId, line.unsent());
  else removeKeptMessages();
}

/** Says that the conversation was ended, unless it was by this page, which is about to be loaded again. */
function onEnded() {
  const dialog = /** @type {HTMLDialogElement} */ (byId('not-me-dialog'));
  if (dialog.open) return;
  forgetConversation();
  showEnded();
}

function showEnded() {
  giveUp(settings.ended);
  clearPage();
}

/**
 * Puts a text that the server did not take back into the box, where nobody has begun another one.
 * @param {string} text
 */
function keepInBox(text) {
  if (store?.getState().sendBoxValue === '')
    store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });
  showExcess(text);
}

/**
 * Closes the line and shows why.
 * @param {import('./settings.js').Notice} notice
 */
function giveUp(notice) {
  hasGivenUp = true;
  line?.end();
  line = undefined;
  showError(notice);
}

/**
 * Removes what is shown of a conversation that was erased on the server: the page begins anew, or goes on with what is left.
 * @param {import('./header/own-data.js').Erased} erased
 */
function afterErasure({ isEnded }) {
  clearPage();
  if (!isEnded) return void open();
  giveUp(settings.erased);
  forgetConversation();
  // The button that was pressed is gone with the conversation.
  byId('trouble').querySelector('button')?.focus();
}

/** Removes what is shown of the conversation, and what screen readers were given to read of it. */
function clearPage() {
  byId('chat').replaceChildren();
  byId('status').textContent = '';
  for (const id of ['progress', 'steps-list']) byId(id).replaceChildren();
  openCard = undefined;
  byId('compact').hidden = true;
}

/**
 * Sends words as if they were typed.
 * @param {string} text
 */
function say(text) {
  focusNextAnswer();
  store?.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
}

/**
 * Goes to a step of the list: to its card where it is open, else to one that the server shows.
 * @param {string} step
 */
async function goToStep(step) {
  if (openCard?.step === step && focusOn(openCard.message)) return;
  focusNextAnswer();
  if (await line?.openStep(step)) return hideNotice();
  focusNoAnswer();
  showNotice(settings.notOpened);
}

/** Makes Escape close the frame in which the launcher shows this page. */
function serveLauncher() {
  if (window.parent === window) return;
  document.documentElement.classList.add('embedded');
  // Before Web Chat's own handlers, which would only move the focus.
  const closeOnEscape = (/** @type {KeyboardEvent} */ { key }) => {
    if (key === 'Escape' && !document.querySelector('dialog[open]'))
      parent.postMessage('assistant-close', '*');
  };
  addEventListener('keydown', closeOnEscape, { capture: true });
}

byId('chat').dataset.started = '';
serveLauncher();
addEventListener('pagehide', keepUnsent);
document.addEventListener('visibilitychange', keepUnsent);
offerStartOver();
offerOwnData(say);
offerSteps(goToStep);
showPicturesLarge();
onForgottenElsewhere(() => {
  const forgotten = line;
  // Another window may have heard of an erasure first; this one is about to hear of it as well.
  setTimeout(() => {
    if (line === forgotten) showEnded();
  }, HEAR_MS);
});
open();
