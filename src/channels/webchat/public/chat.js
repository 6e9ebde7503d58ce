// @ts-check

import { muteEarlier } from './earlier.js';
import { incoming } from './incoming.js';
import { openAtLinkedStep } from './linked-step.js';
import { hideWhileLoading } from './loading.js';
import { cardLook, chatLook } from './look.js';
import { watchNews } from './news.js';
import { offerFreshStart } from './not-me.js';
import { showProgress } from './progress.js';
import { byId, make, settings } from './settings.js';
import { onForgottenElsewhere, openConversation } from './token.js';
import { showTrouble } from './trouble.js';
import { hasUnsent, watchPresses, watchSending } from './unsent.js';
import { helpdeskLine } from './with-helpdesk.js';

/** Direct Line's states: connected, and those in which it needs help. */
const ONLINE = 2;
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
/** Networks that block WebSockets let nothing through; then the messages are asked for. */
const WEBSOCKET_PATIENCE_MS = 6_000;
const REOPEN_MS = 3_000;

/**
 * @typedef {object} OwnLine
 * @property {{ subscribe(tell: (status: number) => void): void }} connectionStatus$
 * @property {() => void} end
 */

/** @typedef {OwnLine & import('./unsent.js').Line} DirectLine */

/** @typedef {{ getState(): { sendBoxValue: string }, dispatch(action: object): void }} Store */

/**
 * @typedef {object} WebChat
 * @property {(options: object) => DirectLine} createDirectLine
 * @property {(state: object, ...middleware: unknown[]) => Store} createStore
 * @property {(options: object, element: HTMLElement) => void} renderWebChat
 */

/** What Microsoft's script adds to the window. */
const { WebChat } = /** @type {{ WebChat?: WebChat }} */ (/** @type {unknown} */ (window));

/** @type {DirectLine | undefined} */
let line;
/** @type {Store | undefined} */
let store;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let reopening;

/**
 * @param {import('./token.js').Conversation} conversation
 * @param {boolean} webSocket
 * @param {string} [conversationId] Where it has been opened already.
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
  const sendAgain = watchSending(directLine, () => directLine === line, reopenLater);
  directLine.connectionStatus$.subscribe((status) => {
    if (status === ONLINE) sendAgain(isResumed);
    watch(status, directLine);
  });

  const mute = muteEarlier(isResumed);
  const tellNews = watchNews();
  const patience = setTimeout(() => {
    if (webSocket && directLine === line) connect(conversation, false, conversationId);
  }, WEBSOCKET_PATIENCE_MS);
  const root = make('div', 'web-chat');
  byId('chat').replaceChildren(root);
  const fill = hideWhileLoading(isResumed);
  const { language: locale, nonce } = settings;
  const { renderWebChat } = WebChat;
  const showHelpdesk = helpdeskLine(root, (text) =>
    store?.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } }),
  );
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
    incoming(
      (activity) => {
        clearTimeout(patience);
        tellNews(activity, mute(activity));
        fill();
        const position = activity.entities?.find((entity) => entity.type === 'guidePosition');
        if (position) showProgress(/** @type {import('./progress.js').Position} */ (position));
        const talkingTo = /** @type {import('./with-helpdesk.js').TalkingTo | undefined} */ (
          activity.entities?.find((entity) => entity.type === 'talkingTo')
        );
        if (!talkingTo || talkingTo.helpdesk === isWithHelpdesk) return;
        isWithHelpdesk = talkingTo.helpdesk;
        showHelpdesk(isWithHelpdesk);
        setTimeout(render);
      },
      () => {
        // From the first answer on, what comes is new and read from its top.
        if (showsTops) return;
        showsTops = true;
        setTimeout(render);
      },
    ),
  );
  render();
}

/**
 * Web Chat closes the line when the token has expired, as after a night's sleep of the computer.
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
    connect(conversation, true, await openAtLinkedStep(conversation.token));
  } catch {
    giveUp(settings.failed);
  }
}

/** After the server or the network was gone: Direct Line alone takes up to half a minute to come back. */
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

/** @param {import('./settings.js').Notice} notice */
function giveUp(notice) {
  line?.end();
  line = undefined;
  showTrouble(notice);
}

/** Where the launcher shows this page in a frame, Escape closes it. */
function serveLauncher() {
  if (window.parent === window) return;
  document.documentElement.classList.add('embedded');
  addEventListener('keydown', (event) => {
    const isFree = !event.defaultPrevented && !document.querySelector('dialog[open]');
    if (event.key === 'Escape' && isFree) parent.postMessage('assistant-close', '*');
  });
}

serveLauncher();
offerFreshStart();
watchPresses();
onForgottenElsewhere(() => {
  giveUp(settings.ended);
  byId('chat').replaceChildren();
  byId('progress').replaceChildren();
  byId('compact').hidden = true;
});
open();
