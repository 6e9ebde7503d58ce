// @ts-check
import { byId, make } from '../settings.js';

/**
 * Shows a sentence below the conversation, in place of the one before.
 * @param {string} sentence
 */
export function showNotice(sentence) {
  byId('unsent').replaceChildren(make('p', '', sentence));
}

export function hideNotice() {
  byId('unsent').replaceChildren();
}
