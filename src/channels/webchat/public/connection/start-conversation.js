// @ts-check
import { ask } from './ask.js';
import { insist } from './insist.js';
import { openConversation } from './token.js';

const STEP = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/;

/**
 * Opens the conversation, at the step that the page's address names (`?start=phase/step`) if it names one, and returns the
 * address of its stream. A page that is loaded again does not go there again.
 * @param {import('./token.js').Conversation} conversation
 * @returns {Promise<string>}
 */
export async function startConversation(conversation) {
  const named = new URLSearchParams(location.search).get('start') ?? '';
  const start = STEP.test(named) ? named : undefined;
  const answer = await insist(() => post(conversation, start));
  if (start !== undefined) {
    history.replaceState(history.state, '', location.pathname);
    if (parent !== window) parent.postMessage('assistant-started', '*');
  }
  return /** @type {{ streamUrl: string }} */ (answer.body).streamUrl;
}

/**
 * Has a step shown in the conversation, "phase/step", as a link to it does: the place in the guide is kept, with a way back. Returns
 * false where the server did not take it.
 * @param {string} step
 */
export async function openStep(step) {
  const { status } = await post(await openConversation(), step);
  return status >= 200 && status < 300;
}

/**
 * @param {import('./token.js').Conversation} conversation
 * @param {string | undefined} start
 */
function post({ token, lasts }, start) {
  const body = { ...(lasts !== 'browser' && { lasts }), ...(start !== undefined && { start }) };
  return ask('/v3/directline/conversations', { method: 'POST', token, body });
}
