// @ts-check
import { TRANSCRIPT } from './selectors.js';

/**
 * Lets Tab go through the conversation as through any page. Web Chat makes the conversation one stop, in which arrow keys choose a
 * message, Enter goes into it, and Tab goes round in it until Escape is pressed; transcript.css hides the stops that lead back.
 * @param {HTMLElement} root The conversation.
 */
export function useNaturalTabOrder(root) {
  new MutationObserver(() => {
    const transcript = root.querySelector(TRANSCRIPT);
    if (transcript?.getAttribute('tabindex') === '0') transcript.setAttribute('tabindex', '-1');
  }).observe(root, { childList: true, subtree: true });
  // Web Chat would take the focus out of the message.
  root.addEventListener(
    'keydown',
    (event) => {
      const isInside = event.target instanceof Element && event.target.closest(TRANSCRIPT);
      if (event.key === 'Escape' && isInside) event.stopPropagation();
    },
    { capture: true },
  );
}
