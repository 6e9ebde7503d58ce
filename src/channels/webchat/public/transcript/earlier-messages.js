// @ts-check
import { hideNotice, showNotice } from '../notices/notice.js';
import { byId, make, settings } from '../settings.js';
import { BY_HAND, keepPlace } from './keep-place.js';
import { QUIET_MS } from './mute-history.js';
import { MESSAGES, SCROLLED } from './selectors.js';

/** Whoever scrolls up as close as this to the first message is about to want the one before it. */
const NEAR_PX = 300;

/**
 * Lets people read what was said before the first message on the page: by scrolling up to it, or by a button above it.
 * @param {HTMLElement} root The element in which Web Chat is rendered.
 * @param {import('../connection/line.js').Line} line
 * @param {(activities: import('./incoming-activities.js').Activity[]) => void} show Shows messages above the others.
 * @returns {{ load: () => Promise<void>, translate: () => void }} Functions that have the page before shown as well, and that write the
 *   words anew once the page is in another language.
 */
export function offerEarlierMessages(root, line, show) {
  if (!line.hasEarlier()) return { load: async () => {}, translate() {} };
  const button = make('button', '');
  button.type = 'button';
  const onPaper = make('p', 'on-paper');
  const none = make('p', '');
  none.tabIndex = -1;
  const place = make('div', 'earlier-messages', button, onPaper);
  let isLoading = false;
  let isByHand = false;
  let lastTop = 0;

  // Web Chat has no place for it, and makes its own ones anew now and then.
  new MutationObserver(() => {
    const talk = root.querySelector(MESSAGES);
    if (talk && talk.previousElementSibling !== place) talk.before(place);
  }).observe(root, { childList: true, subtree: true });

  async function load() {
    if (isLoading || !line.hasEarlier()) return;
    isLoading = true;
    translate();
    byId('status').textContent = '';
    const activities = await line.earlier();
    isLoading = false;
    translate();
    if (!activities) return showNotice(settings.earlierMessages.failed);
    hideNotice();
    root.classList.add('muted');
    keepPlace(root, () => {
      show(activities);
      if (!line.hasEarlier()) end();
    });
    setTimeout(() => {
      root.classList.remove('muted');
      byId('status').textContent = settings.earlierMessages.shown;
    }, QUIET_MS);
  }

  /** Says that there is nothing before, where the focus finds it. */
  function end() {
    const hadFocus = button === document.activeElement;
    place.replaceChildren(none);
    if (hadFocus) none.focus({ preventScroll: true });
  }

  function translate() {
    const words = settings.earlierMessages;
    button.textContent = isLoading ? words.loading : words.button;
    onPaper.textContent = words.onPaper;
    none.textContent = words.none;
  }

  translate();
  button.addEventListener('click', load);
  for (const type of BY_HAND)
    root.addEventListener(type, () => (isByHand = true), { capture: true, passive: true });
  // Web Chat scrolls as well, and wants no earlier messages.
  root.addEventListener(
    'scroll',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches(SCROLLED)) return;
      const isUp = target.scrollTop < lastTop;
      lastTop = target.scrollTop;
      if (isUp && isByHand && lastTop < NEAR_PX) void load();
    },
    { capture: true, passive: true },
  );
  return { load, translate };
}
