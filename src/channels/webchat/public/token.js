// @ts-check

const KEY = 'assistant-token';
const PATIENCE_MS = 20_000;

/** Stands in where the browser keeps nothing for this site. @type {string | null} */
let unkept = null;

/**
 * @typedef {object} Conversation
 * @property {string} token
 * @property {string} userId
 * @property {boolean} isResumed Whether it was begun on an earlier visit.
 */

/**
 * Opens the conversation of this browser again, or a new one where there is none or it is too old.
 * @returns {Promise<Conversation>}
 */
export async function openConversation() {
  const old = kept();
  let response = await ask(old);
  const isResumed = old !== null && response.ok;
  if (old !== null && (response.status === 401 || response.status === 403)) response = await ask(null);
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  const { token, userId } = await response.json();
  keep(token);
  return { token, userId, isResumed };
}

/** Makes this browser forget the conversation. */
export function forgetConversation() {
  unkept = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/**
 * Tells when the conversation was forgotten in another window of this browser.
 * @param {() => void} tell
 */
export function onForgottenElsewhere(tell) {
  addEventListener('storage', ({ key, newValue }) => {
    if ((key === KEY && newValue === null) || key === null) tell();
  });
}

/** @param {string | null} token */
function ask(token) {
  return fetch('/api/webchat/token', {
    method: 'POST',
    headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return unkept;
  }
}

/** @param {string} token */
function keep(token) {
  unkept = token;
  try {
    localStorage.setItem(KEY, token);
  } catch {
    // The conversation then lasts as long as this page.
  }
}
