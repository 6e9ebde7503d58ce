// @ts-check
import { spokenText } from './incoming.js';
import { byId, settings } from './settings.js';

/** No message for so long means that the earlier conversation is there. */
const COMPLETE_MS = 300;
/** By then Web Chat has taken back what it gave screen readers to read. */
const READ_MS = 1500;

/**
 * When the earlier conversation is shown again, shows its last message, and keeps screen readers from reading all of it
 * aloud: they hear that it is there, and its last message.
 * @param {number} openedAt When this visit began; what was said before is the earlier conversation.
 * @returns {(activity: import('./incoming.js').Activity) => void}
 */
export function settleEarlier(openedAt) {
  const chat = byId('chat');
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];
  let last = '';
  return (activity) => {
    const isEarlier = activity.timestamp !== undefined && Date.parse(activity.timestamp) < openedAt;
    if (!isEarlier && timers.length === 0) return;
    if (activity.from?.role === 'bot') last = spokenText(activity) || last;
    chat.classList.add('muted');
    timers.forEach(clearTimeout);
    const unmute = () => {
      timers = [];
      chat.classList.remove('muted');
      byId('status').textContent = `${settings.earlier} ${last}`;
    };
    timers = [setTimeout(showLast, COMPLETE_MS), setTimeout(unmute, READ_MS)];
  };
}

/** Scrolls to the beginning of the last message. */
function showLast() {
  const message = [...document.querySelectorAll('.webchat__basic-transcript__activity')].at(-1);
  message?.scrollIntoView({ block: 'start' });
}
