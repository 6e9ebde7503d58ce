// @ts-check
import { byId, make, settings } from '../settings.js';

/** So long the page says that the connection is back. */
const BACK_MS = 6_000;

/**
 * Says below the conversation that the server cannot be reached, and when it is back.
 * @param {boolean} hasUnsent Something that the person sent before waits to be sent.
 */
export function awayBanner(hasUnsent) {
  const place = byId('away');
  let isAway = false;
  let isWaiting = hasUnsent;
  let shown = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hiding;

  const show = () => {
    const { line, waiting, back } = settings.away;
    const words = isAway || isWaiting ? [line, ...(isWaiting ? [waiting] : [])].join(' ') : shown && back;
    if (words === shown) return;
    clearTimeout(hiding);
    shown = words;
    place.replaceChildren(make('p', '', words));
    if (words === back) hiding = setTimeout(hide, BACK_MS);
  };
  const hide = () => {
    shown = '';
    place.replaceChildren();
  };

  return {
    /** @param {boolean} isAwayNow */
    reach(isAwayNow) {
      isAway = isAwayNow;
      show();
    },
    /** @param {boolean} isWaitingNow */
    wait(isWaitingNow) {
      isWaiting = isWaitingNow;
      show();
    },
    /** Says nothing about a line that is no longer in use. */
    end() {
      clearTimeout(hiding);
      hide();
    },
  };
}
