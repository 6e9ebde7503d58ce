// @ts-check
import { patiently } from './retry-after.js';

const STEP = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/;
const PATIENCE_MS = 20_000;

/**
 * Opens the conversation at the step that the page's address names (`?start=phase/step`), which Web Chat cannot do, and
 * returns the conversation's id. A page that is loaded again does not go there again.
 * @param {string} token
 * @returns {Promise<string | undefined>}
 */
export async function openAtLinkedStep(token) {
  const start = new URLSearchParams(location.search).get('start') ?? '';
  if (!STEP.test(start)) return undefined;
  const call = () =>
    fetch('/v3/directline/conversations', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ start }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const response = await patiently(call, () => {});
  if (!response.ok) throw new Error(`not opened: ${response.status}`);
  const { conversationId } = await response.json();
  history.replaceState(history.state, '', location.pathname);
  if (parent !== window) parent.postMessage('assistant-started', '*');
  return conversationId;
}
