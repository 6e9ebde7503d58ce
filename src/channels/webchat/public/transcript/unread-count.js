// @ts-check
import { settings } from '../settings.js';

/** The ids of this page's messages, since a new line delivers all of them again. @type {Set<string>} */
const known = new Set();
/** The number of messages since the person last wrote something, and how many of them they have seen here. */
let received = 0;
let seen = 0;

/**
 * Shows the number of unread messages before the page's title. The launcher, where it shows this page in a frame, gets the
 * number and nothing else, since only it knows whether the frame is visible.
 * @returns {(activity: import('./incoming-activities.js').Activity, isEarlier: boolean) => void} A function to call for
 *   each message of a line; messages that came while there was no line are unread as well.
 */
export function watchUnread() {
  const isFirst = known.size === 0;
  return ({ id = '', type, from }, isEarlier) => {
    const isKnown = known.has(id) || (isEarlier && isFirst);
    known.add(id);
    if (isKnown || type !== 'message') return;
    if (from?.role === 'bot') received += 1;
    else {
      received = 0;
      seen = 0;
    }
    show();
  };
}

function show() {
  if (parent !== window) {
    parent.postMessage({ type: 'assistant-said', count: received }, '*');
    return;
  }
  if (document.visibilityState === 'visible') seen = received;
  const { title } = settings;
  document.title = received > seen ? `(${received - seen}) ${title}` : title;
}

document.addEventListener('visibilitychange', show);
