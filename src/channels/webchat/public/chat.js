// @ts-check

import { offerCopies } from './cards/copy-button.js';
import { watchFolds } from './cards/folds.js';
import { showPicturesLarge } from './cards/large-picture.js';
import { openAtLinkedStep } from './connection/open-linked-step.js';
import { hasUnsent, watchPresses, watchSending } from './connection/resend.js';
import { makeRetrying } from './connection/retrying-line.js';
import { forgetConversation, onForgottenElsewhere, openConversation } from './connection/token.js';
import { erasedIn, offerOwnData } from './header/own-data.js';
import { offerStartOver, offerStartOverOnceUsed } from './header/start-over.js';
import { showError } from './notices/error-notice.js';
import { helpdeskBanner } from './notices/helpdesk-banner.js';
import { limitLength, showExcess } from './notices/text-length.js';
import { showProgress } from './progress/progress.js';
import { byId, make, settings } from './settings.js';
import { hideWhileLoading } from './transcript/hide-while-loading.js';
import { incoming } from './transcript/incoming-activities.js';
import { muteEarlier } from './transcript/mute-history.js';
import { cardLook, chatLook } from './transcript/style-options.js';
import { watchUnread } from './transcript/unread-count.js';

/** Direct Line's states: connected, and the two in which it needs help. */
const ONLINE = 2;
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
/** Some networks block WebSockets silently; after this time the page polls for messages instead. */
const WEBSOCKET_PATIENCE_MS = 6_000;
const REOPEN_MS = 3_000;
/** The time in which the news of an erasure reaches all windows of a browser. */
const HEAR_MS = 1_000;

/**
 * @typedef {object} OwnLine
 * @property {{ subscribe(onStatus: (status: number) => void): void }} connectionStatus$
 * @property {() => void} end
 * @property {import('./connection/retrying-line.js').Services} services
 */

/** @typedef {OwnLine & import('./connection/resend.js').Line} DirectLine */

/** @typedef {{ getState(): { sendBoxValue: string }, dispatch(action: object): void }} Store */

/**
 * @typedef {object} WebChat
 * @property {(options: object) => DirectLine} createDirectLine
 * @property {(state: object, ...middleware: unknown[]) => Store} createStore
 * @property {(options: object, element: HTMLElement) => void} renderWebChat
 */

/** The global that Microsoft's script defines. */
const { WebChat } = /** @type {{ WebChat?: WebChat }} */ (/** @type {unknown} */ (window));

/** @type {DirectLine | undefined} */
let line;
/** @type {Store | undefined} */
let store;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let reopening;
/** The page shows why it stopped, so a connection that comes late is not shown behind it. */
let hasGivenUp = false;

/**
 * Connects Web Chat to a conversation and renders it, in place of the connection before.
 * @param {import('./connection/token.js').Conversation} conversation
 * @param {boolean} webSocket
 * @param {string} [conversationId] The id of a conversation that has been opened already.
 */
function connect(conversation, webSocket, conversationId) {
  if (!WebChat) throw new Error('Web Chat was not loaded');
  const { token, userId, isResumed } = conversation;
  line?.end();
  const directLine = WebChat.createDirectLine({
    token,
    domain: `${location.origin}/v3/directline`,
    webSocket,
    conversationId,
  });
  line = directLine;
  const isInUse = () => directLine === line;
  makeRetrying(directLine, isInUse, onEnded);
  const sendAgain = watchSending(directLine, isInUse, reopenLater, keepInBox);
  directLine.connectionStatus$.subscribe((status) => {
    if (status === ONLINE) sendAgain(isResumed);
    watch(status, directLine);
  });

  const mute = muteEarlier(isResumed, isInUse);
  const countUnread = watchUnread();
  const patience = setTimeout(() => {
    if (webSocket && directLine === line) connect(conversation, false, conversationId);
  }, WEBSOCKET_PATIENCE_MS);
  const root = make('div', 'web-chat');
  byId('chat').replaceChildren(root);
  watchFolds(root);
  offerCopies(root);
  const onLoaded = hideWhileLoading(isResumed);
  const { language: locale, nonce } = settings;
  const { renderWebChat } = WebChat;
  const showHelpdesk = helpdeskBanner(root, say);
  let showsTops = false;
  let isWithHelpdesk = false;
  const render = () =>
    renderWebChat(
      {
        ...chatLook(showsTops, isWithHelpdesk),
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
    incoming(
      (activity) => {
        clearTimeout(patience);
        countUnread(activity, mute(activity));
        offerStartOverOnceUsed(activity);
        onLoaded();
        const erased = erasedIn(activity);
        if (erased) {
          afterErasure(erased);
          return;
        }
        const position = activity.entities?.find((entity) => entity.type === 'guidePosition');
        if (position) showProgress(/** @type {import('./progress/progress.js').Position} */ (position));
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
 * Opens the conversation again when Web Chat has closed the line because the token expired, as on a computer that slept.
 * @param {number} status
 * @param {DirectLine} directLine
 */
async function watch(status, directLine) {
  if (directLine !== line) return;
  if (status === FAILED_TO_CONNECT) giveUp(settings.failed);
  if (status !== EXPIRED_TOKEN) return;
  line = undefined;
  await open();
}

async function open() {
  try {
    const conversation = await openConversation();
    const conversationId = await openAtLinkedStep(conversation.token);
    if (!hasGivenUp) connect(conversation, true, conversationId);
  } catch {
    giveUp(settings.failed);
  }
}

/** Connects anew after the server or the network was gone, since Direct Line alone may take half a minute. */
function reopenLater() {
  clearTimeout(reopening);
  reopening = setTimeout(async () => {
    if (!line || !hasUnsent()) return;
    try {
      const conversation = await openConversation();
      if (line && hasUnsent()) connect(conversation, true);
    } catch {
      reopenLater();
    }
  }, REOPEN_MS);
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
  byId('progress').replaceChildren();
  byId('compact').hidden = true;
}

/**
 * Sends words as if they were typed.
 * @param {string} text
 */
function say(text) {
  store?.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
}

/** Makes Escape close the frame in which the launcher shows this page. */
function serveLauncher() {
  if (window.parent === window) return;
  document.documentElement.classList.add('embedded');
  addEventListener('keydown', (event) => {
    const isFree = !event.defaultPrevented && !document.querySelector('dialog[open]');
    if (event.key === 'Escape' && isFree) parent.postMessage('assistant-close', '*');
  });
}

serveLauncher();
offerStartOver();
offerOwnData(say);
watchPresses();
showPicturesLarge();
onForgottenElsewhere(() => {
  const forgotten = line;
  // Another window may have heard of an erasure first; this one is about to hear of it as well.
  setTimeout(() => {
    if (line === forgotten) showEnded();
  }, HEAR_MS);
});
open();
