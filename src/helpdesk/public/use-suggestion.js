// @ts-check
import { say } from './page.js';

/** How the id of an answer begins, by the name of the button that uses it. @type {Record<string, string>} */
const ANSWERS = { suggestion: 'answer', canned: 'canned' };

/**
 * Lets one click put a suggested answer, or one of the helpdesk's own, into the reply, after what has been typed already.
 * @param {string} used The text that is announced afterwards.
 */
export function useSuggestions(used) {
  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    const box = document.getElementById('text');
    if (!(button instanceof HTMLButtonElement) || !(button.name in ANSWERS)) return;
    const answer = document.getElementById(`${ANSWERS[button.name]}-${button.value}`);
    // Without them the server shows the page with the answer in the box.
    if (!(box instanceof HTMLTextAreaElement) || !answer) return;
    event.preventDefault();
    const typed = box.value.trimEnd();
    box.value = typed === '' ? (answer.textContent ?? '') : `${typed}\n\n${answer.textContent}`;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.focus();
    box.scrollIntoView({ block: 'center' });
    say('live-said', used);
  });
}
