// @ts-check
import { settings } from '../settings.js';
import { ask } from './ask.js';
import { insist } from './insist.js';

/** Where conversations are opened. */
export const CONVERSATIONS = '/v3/directline/conversations';
const STEP = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/;

/**
 * What the server answers when a conversation is opened: the last page of what was said, and the address of the stream that goes on
 * from there.
 * @typedef {import('./stream.js').ActivitySet & { streamUrl: string, earlier?: string }} Opened
 * @property {string} [earlier] The watermark until which there is more; none where this is all.
 */

/**
 * Opens the conversation, at the step that the page's address names (`?start=phase/step`) if it names one. A page that is loaded again
 * does not go there again.
 * @param {import('./token.js').Conversation} conversation
 * @returns {Promise<Opened>}
 */
export async function startConversation({ token, lasts }) {
  const named = new URLSearchParams(location.search).get('start') ?? '';
  const start = STEP.test(named) ? named : undefined;
  const body = { ...opening(lasts, start), latest: true };
  const answer = await insist(() => ask(CONVERSATIONS, { method: 'POST', token, body }));
  if (start !== undefined) {
    const address = new URL(location.href);
    address.searchParams.delete('start');
    history.replaceState(history.state, '', address);
    if (parent !== window) parent.postMessage('assistant-started', '*');
  }
  // A server of an earlier release, which is being replaced, sends all of it by the stream.
  const { activities = [], watermark = '', ...opened } = /** @type {Opened} */ (answer.body);
  return { activities, watermark, ...opened };
}

/**
 * Returns what a request to open a conversation says, at a step if it names one.
 * @param {import('./token.js').Conversation['lasts']} lasts
 * @param {string | undefined} start
 */
export function opening(lasts, start) {
  const { language: locale } = settings;
  return { locale, ...(lasts !== 'browser' && { lasts }), ...(start !== undefined && { start }) };
}
