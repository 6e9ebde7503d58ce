// @ts-check
import { forgetLanguage } from '../page-language.js';
import { settings } from '../settings.js';
import { ask, isForbidden } from './ask.js';
import { insist } from './insist.js';
import { removeKeptMessages } from './kept-messages.js';

const KEY = 'assistant-token';
/** A token is given at once; without an answer the page says so. */
const TOKEN_PATIENCE_MS = 8_000;
/** The next person to sit down waits no longer than this for the conversation before theirs to be ended. */
const REVOKE_PATIENCE_MS = 3_000;

/** Holds the token where the browser stores nothing for this site. @type {string | null} */
let tokenInMemory = null;

/** The places for the token, from the one that lasts longest, and how long the conversation lasts with it. */
const PLACES = /** @type {const} */ ([
  { lasts: 'browser', storage: () => localStorage },
  { lasts: 'tab', storage: () => sessionStorage },
]);

/**
 * @typedef {object} Conversation
 * @property {string} token
 * @property {string} userId
 * @property {string} conversationId
 * @property {boolean} isResumed It was begun on an earlier visit.
 * @property {'browser' | 'tab' | 'page'} lasts What the conversation ends with, since the browser keeps its token no longer.
 */

/**
 * Resumes this browser's conversation, or opens a new one where there is none or it is too old.
 * @returns {Promise<Conversation>}
 */
export async function openConversation() {
  const old = takeGivenToken() ?? loadToken();
  let isResumed = old !== null;
  const { body } = await insist(async () => {
    const answer = await askToken(old);
    if (old === null || !isForbidden(answer)) return answer;
    isResumed = false;
    return askToken(null);
  });
  const { token, userId, conversationId } = /** @type {Conversation} */ (body);
  return { token, userId, conversationId, isResumed, lasts: saveToken(token) };
}

/**
 * Gets a new token for the conversation of one that has expired.
 * @param {string} old
 * @returns {Promise<{ token?: string, answer: import('./ask.js').Answer }>}
 */
export async function renewToken(old) {
  const answer = await askToken(old);
  if (answer.status !== 200) return { answer };
  const { token } = /** @type {Conversation} */ (answer.body);
  saveToken(token);
  return { token, answer };
}

/** Ends the conversation for good, so that no copy of its token opens it again; without a network it is merely forgotten. */
export async function revokeConversation() {
  const token = loadToken();
  if (token === null) return;
  const signal = AbortSignal.timeout(REVOKE_PATIENCE_MS);
  const headers = { Authorization: `Bearer ${token}` };
  try {
    // With keepalive the browser goes on sending it while the page is loaded again.
    await fetch('/api/webchat/revoke', { method: 'POST', headers, keepalive: true, signal });
  } catch {
    // Nobody is kept from starting afresh.
  }
}

/** Makes this browser forget the conversation, and the language of whoever had it. */
export function forgetConversation() {
  tokenInMemory = null;
  removeKeptMessages();
  forgetLanguage();
  for (const { storage } of PLACES) {
    try {
      storage().removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }
}

/**
 * Calls back when the conversation was forgotten in another window of this browser.
 * @param {() => void} onForgotten
 */
export function onForgottenElsewhere(onForgotten) {
  addEventListener('storage', ({ key, newValue }) => {
    if ((key === KEY && newValue === null) || key === null) onForgotten();
  });
}

/** @param {string | null} token */
function askToken(token) {
  return ask('/api/webchat/token', { method: 'POST', token, patienceMs: TOKEN_PATIENCE_MS });
}

/** Returns the token that the page came with, as from the link of an email, and only once: a page that is loaded again has its own. */
function takeGivenToken() {
  const { token } = settings;
  delete settings.token;
  if (token !== undefined) history.replaceState(history.state, '', '/chat');
  return token;
}

function loadToken() {
  for (const { storage } of PLACES) {
    try {
      const token = storage().getItem(KEY);
      if (token !== null) return token;
    } catch {
      // The next place may work.
    }
  }
  return tokenInMemory;
}

/**
 * Keeps the token where it lasts longest, and returns what it lasts as long as.
 * @param {string} token
 * @returns {Conversation['lasts']}
 */
function saveToken(token) {
  tokenInMemory = token;
  for (const { lasts, storage } of PLACES) {
    try {
      storage().setItem(KEY, token);
      if (storage().getItem(KEY) === token) return lasts;
    } catch {
      // The next place may work.
    }
  }
  return 'page';
}
