// @ts-check
import { spokenText } from './incoming.js';
import { byId, settings } from './settings.js';

/** So long after the last message Web Chat has taken back what it gave screen readers to read. */
const QUIET_MS = 1500;

/**
 * Keeps screen readers from reading the whole earlier conversation aloud when it is shown again: they hear that it is
 * there, and its last message.
 * @param {boolean} isResumed
 * @returns {(activity: import('./incoming.js').Activity) => boolean} Whether a message belongs to what was said earlier.
 */
export function muteEarlier(isResumed) {
  const chat = byId('chat');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isShown = !isResumed;
  let last = '';
  return (activity) => {
    if (isShown) return false;
    if (activity.from?.role === 'bot') last = spokenText(activity) || last;
    chat.classList.add('muted');
    clearTimeout(timer);
    timer = setTimeout(() => {
      isShown = true;
      chat.classList.remove('muted');
      byId('status').textContent = `${settings.earlier} ${last}`;
    }, QUIET_MS);
    return true;
  };
}
