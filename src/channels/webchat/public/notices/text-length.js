// @ts-check
import { byId, make, settings } from '../settings.js';

/** @typedef {{ type: string, payload?: { text?: string } }} Action */

const TYPED = 'WEB_CHAT/SET_SEND_BOX';
const SUBMITTED = 'WEB_CHAT/SUBMIT_SEND_BOX';

/**
 * Makes a middleware for Web Chat's store that says while somebody types by how much their message is too long, and leaves it in
 * the box where they send it nevertheless.
 * @returns {(store: { getState(): { sendBoxValue: string } }) => (next: (action: Action) => unknown) => (action: Action) => unknown}
 */
export function limitLength() {
  return ({ getState }) =>
    (next) =>
    (action) => {
      if (action.type === TYPED) showExcess(action.payload?.text ?? '');
      if (action.type === SUBMITTED && showExcess(getState().sendBoxValue)) return undefined;
      return next(action);
    };
}

/**
 * Shows by how many characters a text is too long; false where it is not.
 * @param {string} text
 */
export function showExcess(text) {
  const count = text.trim().length - settings.longest;
  const sentence = count > 0 ? [make('p', '', settings.tooLong.replace('{count}', String(count)))] : [];
  byId('too-long').replaceChildren(...sentence);
  return count > 0;
}
