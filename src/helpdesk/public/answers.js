// @ts-check
import { copy, selectText } from './copy.js';
import { byId, say, settings } from './page.js';

const FUSE = './fuse.mjs';
/** The pause after typing, so that a screen reader announces the count once and not after each letter. */
const COUNT_MS = 400;

/**
 * @typedef {object} AnswersSettings
 * @property {import('fuse.js').IFuseOptions<Answer>[]} searches
 * @property {string[]} counts
 * @property {string} mailCopied
 * @property {string} linkCopied
 * @property {string} selected
 */
/** @typedef {{ item: HTMLElement, question: string, text: string }} Answer */

/** @type {AnswersSettings} */
const page = settings();
const list = byId('answers');
const box = /** @type {HTMLInputElement} */ (byId('q'));
const answers = [...list.children]
  .filter((item) => item instanceof HTMLElement)
  .map((item) => ({ item, question: textIn(item, 'h2'), text: textIn(item, '.text') }))
  // In the order of the content pack, whatever the server found first.
  .sort((a, b) => Number(a.item.dataset.place) - Number(b.item.dataset.place));

const { default: Fuse } = /** @type {typeof import('fuse.js')} */ (await import(FUSE));
const indexes = page.searches.map((options) => new Fuse(answers, options));

for (const buttons of document.querySelectorAll('.buttons')) buttons.removeAttribute('hidden');
box.addEventListener('input', find);
box.form?.addEventListener('submit', (event) => event.preventDefault());
list.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const item = button?.closest('li');
  if (button && item) void copyFrom(item, button.dataset.copy ?? '');
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let counting;

/** Shows the answers that match, the best first. */
function find() {
  const found = matching(box.value);
  const shown = new Set(found);
  for (const answer of answers) answer.item.hidden = !shown.has(answer);
  list.append(...found.map(({ item }) => item));
  history.replaceState(null, '', box.value === '' ? '?' : `?${new URLSearchParams({ q: box.value })}`);
  clearTimeout(counting);
  counting = setTimeout(() => say('count', page.counts[found.length] ?? ''), COUNT_MS);
}

/**
 * @param {string} words
 * @returns {Answer[]}
 */
function matching(words) {
  if (words.trim() === '') return answers;
  for (const index of indexes) {
    const found = index.search(words);
    if (found.length > 0) return found.map(({ item }) => item);
  }
  return [];
}

/**
 * @param {Element} item
 * @param {string} what
 */
async function copyFrom(item, what) {
  const text = item.querySelector('.text');
  const link = item.querySelector(`[data-link="${what}"]`);
  if (what === 'mail' && text instanceof HTMLElement) {
    const isCopied = await copy(text.textContent ?? '', text.dataset.html);
    if (!isCopied) selectText(text);
    tell(item, isCopied, page.mailCopied);
  } else if (link instanceof HTMLAnchorElement) {
    const isCopied = await copy(link.href);
    if (!isCopied) {
      link.textContent = link.href;
      selectText(link);
    }
    tell(item, isCopied, page.linkCopied);
  }
}

/**
 * Announces to screen readers, and shows beside the buttons, that something was copied.
 * @param {Element} item
 * @param {boolean} isCopied
 * @param {string} copied
 */
function tell(item, isCopied, copied) {
  const text = isCopied ? copied : page.selected;
  say('said', text);
  document.querySelector('.told')?.remove();
  const told = document.createElement('span');
  told.className = isCopied ? 'told copied' : 'told';
  told.ariaHidden = 'true';
  told.textContent = text;
  item.querySelector('.buttons')?.append(told);
}

/**
 * @param {Element} element
 * @param {string} selector
 */
function textIn(element, selector) {
  return element.querySelector(selector)?.textContent ?? '';
}
