// @ts-check
import { cardLook, chatLook } from './look.js';
import { incoming } from './incoming.js';
import { settleEarlier } from './earlier.js';
import { offerFreshStart } from './not-me.js';
import { showProgress } from './progress.js';
import { byId, make, settings } from './settings.js';
import { onForgottenElsewhere, openConversation } from './token.js';
import { showTrouble } from './trouble.js';

/** Direct Line's states in which it needs help. */
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;
/** Networks that block WebSockets let nothing through; then the messages are asked for. */
const WEBSOCKET_PATIENCE_MS = 10_000;

/**
 * @typedef {object} DirectLine
 * @property {string} streamUrl
 * @property {{ subscribe(tell: (status: number) => void): void }} connectionStatus$
 * @property {(conversation: { token: string, conversationId: string, streamUrl: string }) => void} reconnect
 * @property {() => void} end
 */

/** What Microsoft's script adds to the window; only what is used here. */
const { WebChat } =
  /** @type {{ WebChat?: { createDirectLine(options: object): DirectLine, createStore(state: object, ...middleware: unknown[]): object, renderWebChat(options: object, element: HTMLElement): void } }} */ (
    /** @type {unknown} */ (window)
  );

/** @type {DirectLine | undefined} */
let line;

/**
 * @param {import('./token.js').Conversation} conversation
 * @param {boolean} webSocket
 */
function connect(conversation, webSocket) {
  if (!WebChat) throw new Error('Web Chat was not loaded');
  const { token, conversationId, userId, openedAt } = conversation;
  line?.end();
  const directLine = WebChat.createDirectLine({ token, domain: `${location.origin}/v3/directline`, webSocket });
  line = directLine;
  directLine.connectionStatus$.subscribe((status) => watch(status, directLine, conversationId));

  const settle = settleEarlier(openedAt);
  const patience = setTimeout(() => webSocket && connect(conversation, false), WEBSOCKET_PATIENCE_MS);
  const store = WebChat.createStore(
    {},
    incoming((activity) => {
      clearTimeout(patience);
      settle(activity);
      const position = activity.entities?.find((entity) => entity.type === 'guidePosition');
      if (position) showProgress(/** @type {import('./progress.js').Position} */ (position));
    }),
  );
  const root = make('div', 'web-chat');
  byId('chat').replaceChildren(root);
  const { language: locale, nonce } = settings;
  WebChat.renderWebChat({ ...chatLook(), adaptiveCardsHostConfig: cardLook, directLine, store, userID: userId, locale, nonce }, root);
}

/**
 * @param {number} status
 * @param {DirectLine} directLine
 * @param {string} conversationId
 */
async function watch(status, directLine, conversationId) {
  if (directLine !== line) return;
  if (status === FAILED_TO_CONNECT) showTrouble(settings.failed);
  if (status !== EXPIRED_TOKEN) return;
  try {
    const renewed = await openConversation();
    if (renewed.conversationId === conversationId) {
      directLine.reconnect({ ...renewed, streamUrl: directLine.streamUrl });
    } else {
      location.reload();
    }
  } catch {
    showTrouble(settings.failed);
  }
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

async function start() {
  serveLauncher();
  offerFreshStart();
  onForgottenElsewhere(() => {
    line?.end();
    line = undefined;
    byId('chat').replaceChildren();
    byId('progress').replaceChildren();
    showTrouble(settings.ended);
  });
  try {
    connect(await openConversation(), true);
  } catch {
    showTrouble(settings.failed);
  }
}

start();
