// @ts-check

import { offerCopies } from './cards/copy-button.js';
import { tieProblemsToFields } from './cards/field-problems.js';
import { watchFolds } from './cards/folds.js';
import { showPicturesLarge } from './cards/large-picture.js';
import { forgetLastPress, unmarkLastPress } from './cards/last-press.js';
import { endPress, expectAnswer, onePressAtATime } from './cards/one-press.js';
import { keepMessages, removeKeptMessages, takeKeptMessages } from './connection/kept-messages.js';
import { openLine } from './connection/line.js';
import { isPress } from './connection/outbox.js';
import { TOO_MANY_REQUESTS } from './connection/retry-after.js';
import { startConversation } from './connection/start-conversation.js';
import { forgetConversation, onForgottenElsewhere, openConversation } from './connection/token.js';
import { showFirstLook } from './first-look/first-look.js';
import { takeOver } from './first-look/take-over.js';
import { followLanguage, offerLanguages, sayChosen } from './header/languages.js';
import { erasedIn, offerOwnData } from './header/own-data.js';
import { offerStartOver, offerStartOverOnceUsed } from './header/start-over.js';
import { awayBanner } from './notices/away-banner.js';
import { hideError, showError } from './notices/error-notice.js';
import { hideNotice, showNotice } from './notices/notice.js';
import { offerSteps, positionIn, showProgress } from './progress/progress.js';
import { stepKey } from './progress/step-key.js';
import { byId, make, settings } from './settings.js';
import { focusNextAnswer, focusNoAnswer, focusOn } from './transcript/focus-answers.js';
import { muteEarlier, QUIET_MS } from './transcript/mute-history.js';
import { tellSeen } from './transcript/tell-seen.js';
import { watchUnread } from './transcript/unread-count.js';
import { loadWebChat, showInWebChat } from './web-chat.js';

/** Where the last page does not say where the person is, as in a long talk with the helpdesk, so many before it may. */
const MOST_PAGES_BACK = 2;
/** The time in which the news of an erasure reaches all windows of a browser. */
const HEAR_MS = 1_000;

/** @type {import('./connection/line.js').Line | undefined} */
let line;
/** The conversation of the line. @type {string | undefined} */
let conversationId;
const firstLook = showFirstLook();
/** What shows the conversation now. */
let view = firstLook.view;
/** Web Chat, also while it is still behind the first look. @type {import('./view.js').View | undefined} */
let webChatView;
/** The page shows why it stopped, so a connection that comes late is not shown behind it. */
let hasGivenUp = false;
/** Where the person is in the guide, once some message on the page has said it. @type {import('./progress/progress.js').Position | undefined} */
let place;
/** @type {import('./connection/token.js').Conversation['lasts']} */
let lasts = 'browser';
/** The step whose card is open, and the message that shows it. @type {{ step: string, message: string } | undefined} */
let openCard;

/**
 * Opens a line to a conversation, in place of the one before.
 * @param {import('./connection/token.js').Conversation} conversation
 * @param {import('./connection/start-conversation.js').Opened} opening
 */
function connect(conversation, opening) {
  line?.end();
  const unsent = takeKeptMessages(conversation.conversationId);
  const opened = openLine(conversation, opening, lineEvents(unsent.length > 0), unsent);
  line = opened;
  ({ conversationId } = conversation);
  view = firstLook.view;
  firstLook.follow(opened);
  sayChosen(opened);
  const mute = muteEarlier(conversation.isResumed, () => opened === line);
  const countUnread = watchUnread();
  const watchForSeen = tellSeen(opened.seen);
  opened.activity$.subscribe({
    next(activity) {
      const isEarlier = mute(activity);
      countUnread(activity, isEarlier);
      watchForSeen(activity);
      offerStartOverOnceUsed(activity);
      const erased = erasedIn(activity);
      if (erased) {
        afterErasure(erased);
        return;
      }
      if (activity.from?.role === 'bot' && activity.type === 'message') endPress();
      const position = positionIn(activity);
      if (position) showPlace(position);
      if (position?.isStep)
        openCard = { step: stepKey(position.phase, position.step), message: activity.id ?? '' };
      firstLook.show(activity, isEarlier);
      void followLanguage(activity, translate);
    },
  });
  return opened;
}

/**
 * Shows a conversation at once, and then in Web Chat, which takes a while to come. Where it does not come, the first look stays.
 * @param {import('./connection/line.js').Line} opened
 * @param {string} userId
 */
async function show(opened, userId) {
  const webChat = await loadWebChat();
  if (opened !== line) return;
  const root = make('div', 'web-chat behind muted');
  byId('web-chat').replaceChildren(root);
  let shown = 0;
  const onShown = () => {
    shown += 1;
    if (view === next) root.classList.remove('muted');
  };
  const next = showInWebChat(webChat, root, { line: opened, userId, onShown, onEarlier });
  webChatView = next;
  await takeOver(root, () => shown, firstLook, next);
  if (opened !== line) return;
  firstLook.clear();
  view = next;
  setTimeout(() => root.classList.remove('muted'), QUIET_MS);
  for (let pages = 0; !place && pages < MOST_PAGES_BACK; pages++) await next.showEarlier();
}

/** @param {import('./progress/progress.js').Position} position */
function showPlace(position) {
  place = position;
  showProgress(position);
}

/** Writes anew what the scripts have written, since the page is in another language now. */
function translate() {
  if (place) showProgress(place);
  sayHowLongItLasts();
  firstLook.view.translate();
  webChatView?.translate();
}

/**
 * Learns from messages that were said before those on the page, where these do not say it.
 * @param {import('./transcript/incoming-activities.js').Activity[]} activities
 */
function onEarlier(activities) {
  const position = activities.map(positionIn).findLast((told) => told !== undefined);
  if (position && !place) showPlace(position);
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
      if (isTooLong) view.keepInBox(message.text ?? '');
      // For typed text, Web Chat offers to send it again; the first look gives it back.
      if (!isPress(message)) {
        if (view === firstLook.view) view.keepInBox(message.text ?? '');
        return;
      }
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
    ({ lasts } = conversation);
    sayHowLongItLasts();
    const opening = await startConversation(conversation);
    if (hasGivenUp) return;
    hideError();
    await show(connect(conversation, opening), conversation.userId);
  } catch {
    giveUp(settings.failed);
  }
}

/** Says so in the header where the browser does not keep what leads back to the conversation. */
function sayHowLongItLasts() {
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
  firstLook.clear();
  byId('web-chat').replaceChildren();
  byId('status').textContent = '';
  for (const id of ['progress', 'steps-list']) byId(id).replaceChildren();
  openCard = undefined;
  place = undefined;
  byId('compact').hidden = true;
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
onePressAtATime(byId('chat'));
watchFolds(byId('chat'));
offerCopies(byId('chat'));
tieProblemsToFields(byId('chat'));
addEventListener('pagehide', keepUnsent);
document.addEventListener('visibilitychange', keepUnsent);
offerStartOver();
offerLanguages(() => line, translate);
offerOwnData((words) => view.say(words));
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
