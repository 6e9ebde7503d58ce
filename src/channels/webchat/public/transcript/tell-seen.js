// @ts-check

/** What people do who look at a page; a page that is merely open does none of it. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'];

/**
 * Watches for the person to do anything on the page after a message about their ticket has come: from then on they have seen it, and
 * nobody has to send it by email. One that comes while earlier messages are being shown counts like any other.
 * @param {() => void} seen
 * @returns {(activity: import('./incoming-activities.js').Activity) => void} A function to call for each message.
 */
export function tellSeen(seen) {
  let isWaiting = false;
  const onSign = () => {
    isWaiting = false;
    for (const sign of SIGNS) removeEventListener(sign, onSign, { capture: true });
    seen();
  };
  return ({ entities = [] }) => {
    if (isWaiting || !entities.some(({ type }) => type === 'aboutTicket')) return;
    isWaiting = true;
    for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true });
  };
}
