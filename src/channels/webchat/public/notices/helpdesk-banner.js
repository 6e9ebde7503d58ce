// @ts-check
import { make, settings } from '../settings.js';

/** @typedef {{ type: string, helpdesk: boolean }} TalkingTo */

/**
 * Returns what a message says about whom typed text goes to; undefined where it says nothing.
 * @param {import('../transcript/incoming-activities.js').Activity} activity
 */
export function talkingToIn({ entities = [] }) {
  return /** @type {TalkingTo | undefined} */ (entities.find(({ type }) => type === 'talkingTo'));
}

/**
 * Makes a banner that says that typed text goes to the helpdesk, with a button back to the assistant. It is put right above the
 * box to write into, also in Web Chat, which has no place for it.
 * @param {HTMLElement} root The element that shows the conversation.
 * @param {{ box: string, talk: string }} selectors Find the box and the conversation in it.
 * @param {(words: string) => void} say
 * @returns {(isShown: boolean) => void}
 */
export function helpdeskBanner(root, { box, talk }, say) {
  const words = make('p', '');
  const button = make('button', '');
  button.type = 'button';
  button.addEventListener('click', () => say(button.textContent ?? ''));
  const made = make('div', 'with-helpdesk', words, button);
  return (isShown) => {
    if (isShown) {
      const { line, back } = settings.withHelpdesk;
      words.textContent = line;
      button.textContent = back;
      root.querySelector(box)?.before(made);
      return;
    }
    // The focus must not be lost with the button, nor go to the send box, which would open a phone's keyboard.
    const shown = root.querySelector(talk);
    if (made.contains(document.activeElement) && shown instanceof HTMLElement) shown.focus();
    made.remove();
  };
}
