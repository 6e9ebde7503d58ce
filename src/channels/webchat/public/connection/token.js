// @ts-check
import { hideNotice, showNotice } from '../notices/notice.js';
import { settings } from '../settings.js';
import { patiently } from './retry-after.js';

const KEY = 'assistant-token';
const PATIENCE_MS = 20_000;
/** Whoever sits down next waits no longer than this for the conversation before theirs to be ended. */
const REVOKE_PATIENCE_MS = 3_000;

/** Holds the token where the browser stores nothing for this site. @type {string | null} */
let tokenInMemory = null;

/**
 * @typedef {object} Conversation
 * @property {string} token
 * @property {string} userId
 * @property {boolean} isResumed It was begun on an earlier visit.
 */

/**
 * Resumes this browser's conversation, or opens a new one where there is none or it is too old.
 * @returns {Promise<Conversation>}
 */
export async function openConversation() {
  const old = loadToken();
  let response = await ask(old);
  const isResumed = old !== null && response.ok;
  if (old !== null && (response.status === 401 || response.status === 403)) response = await ask(null);
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  const { token, userId } = await response.json();
  saveToken(token);
  return { token, userId, isResumed };
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

/** Makes this browser forget the conversation. */
export function forgetConversation() {
  tokenInMemory = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
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
async function ask(token) {
  let hasWaited = false;
  const call = () =>
    fetch('/api/webchat/token', {
      method: 'POST',
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const response = await patiently(call, () => {
    hasWaited = true;
    showNotice(settings.busy);
  });
  if (hasWaited) hideNotice();
  return response;
}

function loadToken() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return tokenInMemory;
  }
}

/** @param {string} token */
function saveToken(token) {
  tokenInMemory = token;
  try {
    localStorage.setItem(KEY, token);
  } catch {
    // The conversation then lasts as long as this page.
  }
}
