// @ts-check
import { make, settings } from './settings.js';

/** @typedef {{ type: string, helpdesk: boolean }} TalkingTo */

/**
 * A line that says that what is typed goes to the helpdesk, with the way back, right above the box to type into. Web Chat
 * has no place for it, so it is put in front of that box.
 * @param {HTMLElement} root Where Web Chat is drawn.
 * @param {(words: string) => void} say
 * @returns {(isShown: boolean) => void}
 */
export function helpdeskLine(root, say) {
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
    // Where the keyboard is when its button goes; not in the box, which would open a phone's keyboard.
    const transcript = root.querySelector('.webchat__basic-transcript');
    if (made.contains(document.activeElement) && transcript instanceof HTMLElement) transcript.focus();
    made.remove();
  };
}
