// @ts-check
import { byId } from '../settings.js';

/** The name of the event by which the server says that what the page shows is erased. */
const ERASED = 'erased';

/** @typedef {{ isEnded: boolean }} Erased */

/**
 * Lets the person ask by a button what is kept about them; its words are sent as if they were typed.
 * @param {(words: string) => void} say
 */
export function offerOwnData(say) {
  const button = byId('my-data');
  button.addEventListener('click', () => say(button.textContent ?? ''));
}

/**
 * Returns what an activity says about an erasure; undefined where it says nothing of that kind.
 * @param {import('../transcript/incoming-activities.js').Activity} activity
 * @returns {Erased | undefined}
 */
export function erasedIn({ type, name, value }) {
  return type === 'event' && name === ERASED ? /** @type {Erased} */ (value) : undefined;
}
