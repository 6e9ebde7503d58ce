// @ts-check
import { byId, say } from './page.js';
import { localise } from './times.js';

/** The delay before a look, so that several changes at once cause only one. */
const TOGETHER_MS = 100;

/**
 * @typedef {object} LiveSettings
 * @property {string} source The address that shows the page as it is now.
 * @property {string} language
 * @property {string} stale
 */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let isLooking = false;
let hasMore = false;
/** True once the ticket of the page was deleted, and the page with it. */
let isGone = false;
/** The parts as the server last sent them, by id: extensions and resized boxes change them on the page. */
const drawn = new Map();

/** Remembers the page as the server sent it. */
export function rememberParts() {
  for (const part of document.querySelectorAll('[data-live]')) drawn.set(part.id, part.outerHTML);
}

/**
 * Schedules a look at what is new on the page.
 * @param {LiveSettings} settings
 */
export function refreshSoon(settings) {
  if (isGone) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => void refresh(settings), TOGETHER_MS);
}

/** @param {LiveSettings} settings */
async function refresh(settings) {
  hasMore = true;
  if (isLooking) return;
  isLooking = true;
  try {
    while (hasMore) {
      hasMore = false;
      const response = await fetch(settings.source);
      if (response.status === 404) {
        showGone(new DOMParser().parseFromString(await response.text(), 'text/html'));
        return;
      }
      // Somebody who is no longer signed in was redirected to another page.
      if (!response.ok || response.redirected) throw new Error(`no page: ${response.status}`);
      show(new DOMParser().parseFromString(await response.text(), 'text/html'), settings.language);
      showStale(undefined);
    }
  } catch {
    showStale(settings.stale);
  } finally {
    isLooking = false;
  }
}

/**
 * Shows in place of a ticket that it was deleted, so that nothing of it is left on the screen; what the agent has typed stays.
 * @param {Document} fresh
 */
function showGone(fresh) {
  isGone = true;
  const content = byId('content');
  const typed = [...content.querySelectorAll('textarea')].find(({ value }) => value !== '');
  const box = typed?.closest('section');
  content.replaceChildren(...(fresh.getElementById('content')?.childNodes ?? []), ...(box ? [box] : []));
  document.title = fresh.title;
  content.focus({ preventScroll: true });
}

/**
 * Shows that the page is out of date, or hides that.
 * @param {string | undefined} text
 */
export function showStale(text) {
  if (isGone) return;
  const notice = byId('live-stale');
  notice.hidden = text === undefined;
  if (notice.textContent !== (text ?? '')) notice.textContent = text ?? '';
}

/**
 * Replaces the parts that have changed and announces them; typed text and the focus stay.
 * @param {Document} fresh
 * @param {string} language
 */
function show(fresh, language) {
  localise(fresh, language);
  /** @type {string[]} */
  const news = [];
  for (const old of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(old.id);
    if (!(old instanceof HTMLElement) || !next) continue;
    if (next.outerHTML === drawn.get(old.id) || isTypedIn(old)) continue;
    drawn.set(old.id, next.outerHTML);
    const { said, held } = next.dataset;
    if (said !== undefined && said !== old.dataset.said) news.push(said);
    // "The ticket is yours" would be wrong beside somebody else's name.
    if (held !== old.dataset.held) removeNotice();
    replace(old, document.importNode(next, true));
  }
  document.title = fresh.title;
  document.dispatchEvent(new Event('page-shown'));
  if (news.length > 0) say('live-said', news.join(' '));
}

function removeNotice() {
  const notice = document.querySelector('main > .notice[autofocus]');
  if (!notice) return;
  const isFocused = notice === document.activeElement;
  notice.remove();
  if (isFocused) byId('content').focus({ preventScroll: true });
}

/** @param {HTMLElement} element */
function isTypedIn(element) {
  return [...element.querySelectorAll('textarea')].some(
    (field) => field.value !== '' || field === document.activeElement,
  );
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} next
 */
function replace(old, next) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const same = focused && counterpart(focused, old, next);
  old.replaceWith(next);
  if (same) same.focus({ preventScroll: true });
  else if (focused) byId('content').focus({ preventScroll: true });
}

/**
 * Finds the link or button in the new part that corresponds to the focused one.
 * @param {Element} focused
 * @param {HTMLElement} old
 * @param {HTMLElement} next
 * @returns {HTMLElement | undefined}
 */
function counterpart(focused, old, next) {
  const meaning = (/** @type {Element} */ element) =>
    [
      element.tagName,
      element.getAttribute('href'),
      element.getAttribute('value'),
      element.id,
      element.closest('form')?.getAttribute('action'),
      element.textContent,
    ].join('\n');
  const all = [...old.querySelectorAll('a, button, input')].filter(
    (each) => meaning(each) === meaning(focused),
  );
  const found = [...next.querySelectorAll('a, button, input')].filter(
    (each) => meaning(each) === meaning(focused),
  )[all.indexOf(focused)];
  return found instanceof HTMLElement ? found : undefined;
}
