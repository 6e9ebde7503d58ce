// @ts-check
import { ask } from './ask.js';
import { insist } from './insist.js';

/** Where conversations are opened. */
export const CONVERSATIONS = '/v3/directline/conversations';
const STEP = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/;

/**
 * Opens the conversation, at the step that the page's address names (`?start=phase/step`) if it names one, and returns the
 * address of its stream. A page that is loaded again does not go there again.
 * @param {import('./token.js').Conversation} conversation
 * @returns {Promise<string>}
 */
export async function startConversation({ token, lasts }) {
  const named = new URLSearchParams(location.search).get('start') ?? '';
  const start = STEP.test(named) ? named : undefined;
  const body = opening(lasts, start);
  const answer = await insist(() => ask(CONVERSATIONS, { method: 'POST', token, body }));
  if (start !== undefined) {
    history.replaceState(history.state, '', location.pathname);
    if (parent !== window) parent.postMessage('assistant-started', '*');
  }
  return /** @type {{ streamUrl: string }} */ (answer.body).streamUrl;
}

/**
 * Returns what a request to open a conversation says, at a step if it names one.
 * @param {import('./token.js').Conversation['lasts']} lasts
 * @param {string | undefined} start
 */
export function opening(lasts, start) {
  return { ...(lasts !== 'browser' && { lasts }), ...(start !== undefined && { start }) };
}
