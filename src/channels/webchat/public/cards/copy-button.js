// @ts-check
import { byId, make, settings } from '../settings.js';

/** A line of a card whose bold words are to be copied. */
const LINE = '.ac-textBlock[id^="copy-"]';

/**
 * Puts a button below each line of a card that holds something to copy.
 * @param {HTMLElement} root The conversation.
 */
export function offerCopies(root) {
  new MutationObserver(() => {
    for (const line of root.querySelectorAll(LINE)) {
      if (line.nextElementSibling?.matches('.copy')) continue;
      const button = make('button', 'copy', settings.copy.button);
      button.type = 'button';
      button.addEventListener('click', async () => {
        const outcome = await copy(line.querySelector('strong') ?? line);
        button.textContent = settings.copy[outcome];
        byId('status').textContent = settings.copy[outcome];
      });
      line.after(button);
    }
  }).observe(root, { childList: true, subtree: true });
}

/**
 * Copies the words of an element; where the browser does not let the page, they are selected, to be copied by hand.
 * @param {Element} element
 * @returns {Promise<'copied' | 'selected'>}
 */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '');
    return 'copied';
  } catch {
    getSelection()?.selectAllChildren(element);
    // In a frame the older way may be the only one allowed.
    return document.execCommand('copy') ? 'copied' : 'selected';
  }
}
