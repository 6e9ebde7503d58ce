// @ts-check
import { byId } from '../settings.js';
import { keepAt } from '../transcript/keep-place.js';
import { MESSAGES, SCROLLED, SEND_BOX, TRANSCRIPT } from '../transcript/selectors.js';

const LOOK_MS = 100;
/** After this many looks in a row at which nothing has moved, everything is drawn. */
const STILL = 4;
/** No longer than this is waited for a first answer, and for what goes on moving once Web Chat shows the same. */
const PATIENCE_MS = 5_000;
const CARDS = '.ac-adaptiveCard';

/**
 * Puts Web Chat into the place of the first look once it has drawn the same: nothing on the page moves, and the focus stays where
 * it is.
 * @param {HTMLElement} root The element in which Web Chat is rendered; it is not visible yet.
 * @param {() => number} shown Returns how many messages Web Chat was given.
 * @param {ReturnType<typeof import('./first-look.js').showFirstLook>} firstLook
 * @param {import('../view.js').View} next What Web Chat shows, which takes what stands in the box.
 * @returns {Promise<void>}
 */
export function takeOver(root, shown, firstLook, next) {
  const begun = Date.now();
  /** Since when Web Chat shows the same. @type {number | undefined} */
  let since;
  let still = 0;
  let before = '';
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      // Another conversation is shown by now.
      if (!root.isConnected) {
        clearInterval(timer);
        return resolve();
      }
      const isThere = firstLook.hasAnswer()
        ? cardsOf(byId('first-look')).every(({ id }) => cardIn(root, id))
        : Date.now() - begun > PATIENCE_MS;
      if (!isThere) since = undefined;
      else since ??= Date.now();
      const now = `${shown()} ${root.querySelector(SCROLLED)?.scrollHeight}`;
      still = isThere && now === before ? still + 1 : 0;
      before = now;
      const isOver = since !== undefined && Date.now() - since > PATIENCE_MS;
      if (firstLook.isInUse() || (still < STILL && !isOver)) return;
      clearInterval(timer);
      next.keepInBox(firstLook.view.typed());
      swap(root, firstLook);
      resolve();
    }, LOOK_MS);
  });
}

/**
 * @param {HTMLElement} root
 * @param {ReturnType<typeof import('./first-look.js').showFirstLook>} firstLook
 */
function swap(root, firstLook) {
  const old = byId('first-look');
  const [oldCard] = cardsOf(old);
  const newCard = cardIn(root, oldCard?.id);
  const top = oldCard?.getBoundingClientRect().top ?? 0;
  const focused = document.activeElement;
  const hadFocus = old.contains(focused);
  firstLook.remove();
  root.classList.remove('behind');
  if (newCard) scrollTo(root, newCard, top);
  const next = focused && hadFocus ? counterpart(focused, root, newCard) : undefined;
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}

/** @param {Element} place */
function cardsOf(place) {
  return [...place.querySelectorAll(CARDS)];
}

/**
 * @param {Element} place
 * @param {string | undefined} id
 */
function cardIn(place, id) {
  return cardsOf(place).find((card) => card.id === id);
}

/**
 * Scrolls the conversation so that a card is where it was. Room below it makes that possible also for a short card, until the next
 * message comes.
 * @param {HTMLElement} root
 * @param {Element} card
 * @param {number} top
 */
function scrollTo(root, card, top) {
  const talk = root.querySelector(MESSAGES);
  if (!(talk instanceof HTMLElement)) return;
  keepAt(root, card, top);
  const missing = card.getBoundingClientRect().top - top;
  if (missing < 1) return;
  talk.style.paddingBottom = `${missing}px`;
  const last = talk.lastElementChild;
  const growing = new MutationObserver(() => {
    // Earlier messages come above.
    if (talk.lastElementChild === last) return;
    growing.disconnect();
    talk.style.removeProperty('padding-bottom');
  });
  growing.observe(talk, { childList: true });
}

/**
 * Finds what Web Chat shows in place of an element of the first look.
 * @param {Element} old
 * @param {Element} root
 * @param {Element | undefined} card The card that is in the place of the old one.
 */
function counterpart(old, root, card) {
  if (old.matches('textarea:not(.ac-input)')) return root.querySelector(`${SEND_BOX} textarea`);
  if (old.id === 'first-talk') return root.querySelector(TRANSCRIPT);
  const part = old.closest(CARDS) ? card : root;
  if (old.matches('[role="heading"]')) {
    const heading = part?.querySelector('[role="heading"]');
    heading?.setAttribute('tabindex', '-1');
    return heading;
  }
  const words = old.textContent?.trim();
  return [...(part?.querySelectorAll('button, a') ?? [])].find(
    ({ textContent }) => textContent?.trim() === words,
  );
}
