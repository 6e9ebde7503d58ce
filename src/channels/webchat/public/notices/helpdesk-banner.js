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
 * Makes a banner that says that typed text goes to the helpdesk, with a button back to the assistant. Web Chat has no place
 * for it, so it is put right above the send box.
 * @param {HTMLElement} root The element in which Web Chat is rendered.
 * @param {(words: string) => void} say
 * @returns {(isShown: boolean) => void}
 */
export function helpdeskBanner(root, say) {
  const { line, back } = settings.withHelpdesk;
  const button = make('button', '', back);
  button.type = 'button';
  button.addEventListener('click', () => say(back));
  const made = make('div', 'with-helpdesk', make('p', '', line), button);
  return (isShown) => {
    if (isShown) {
      root.querySelector('.webchat__send-box')?.before(made);
      return;
    }
    // The focus must not be lost with the button, nor go to the send box, which would open a phone's keyboard.
    const transcript = root.querySelector('.webchat__basic-transcript');
    if (made.contains(document.activeElement) && transcript instanceof HTMLElement) transcript.focus();
    made.remove();
  };
}
