// @ts-check

const KEY = 'assistant-unsent';
const MOST_MESSAGES = 20;
/** Whoever loads the page again later than this begins with what the server knows. */
const MOST_AGE_MS = 30 * 60_000;
/** A phone number, a PIN or a code, in any way of writing it: not even the tab may keep one. */
const MANY_DIGITS = /\d(?:[^\p{L}\d]{0,2}\d){3}/u;
/** The fields of a button that were not typed by anybody. */
const NOT_TYPED = ['action', 'card'];

/** @typedef {import('./outbox.js').Message} Message */

/**
 * Keeps what is not sent yet while the page is loaded again, in this tab alone. It is written as the page is left and
 * removed as it is back, so that nothing of it lies about on a computer that is shared.
 * @param {string} conversationId
 * @param {Message[]} messages
 */
export function keepMessages(conversationId, messages) {
  const kept = messages.filter((message) => !holdsNumber(message)).slice(-MOST_MESSAGES);
  if (kept.length === 0) return removeKeptMessages();
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ conversationId, at: Date.now(), messages: kept }));
  } catch {
    // Where the browser stores nothing, they last as long as this page.
  }
}

/** Removes what was kept. */
export function removeKeptMessages() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/**
 * Returns what was kept for a conversation, and removes it.
 * @param {string} conversationId
 * @returns {Message[]}
 */
export function takeKeptMessages(conversationId) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    removeKeptMessages();
    const isOurs = kept?.conversationId === conversationId && Date.now() - kept.at < MOST_AGE_MS;
    return isOurs ? kept.messages : [];
  } catch {
    return [];
  }
}

/** @param {Message} message */
function holdsNumber({ text, value = {} }) {
  const typed = Object.entries(value).filter(([name]) => !NOT_TYPED.includes(name));
  return [text, ...typed.map(([, words]) => words)].some((words) => MANY_DIGITS.test(String(words ?? '')));
}
