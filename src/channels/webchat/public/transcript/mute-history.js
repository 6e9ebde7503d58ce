// @ts-check

import { byId, settings } from '../settings.js';
import { spokenText } from './incoming-activities.js';

/** This long after messages were drawn, Web Chat has removed the text that it gave screen readers to read. */
export const QUIET_MS = 1500;

/**
 * Keeps screen readers from reading the whole earlier conversation aloud when it is shown again: they hear only that it
 * is there, and its last message.
 * @param {boolean} isResumed
 * @param {() => boolean} isInUse Tells whether the page still shows this conversation.
 * @returns {(activity: import('./incoming-activities.js').Activity) => boolean} Checks whether a message belongs to the
 *   earlier conversation.
 */
export function muteEarlier(isResumed, isInUse) {
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
      if (isInUse()) byId('status').textContent = `${settings.earlier} ${last}`;
    }, QUIET_MS);
    return true;
  };
}
