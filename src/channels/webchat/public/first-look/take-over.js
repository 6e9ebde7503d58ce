// @ts-check
import { byId } from '../settings.js';

const LOOK_MS = 100;
/** After this many looks in a row at which nothing has moved, everything is drawn. */
const STILL = 4;
/** The first look stays no longer than this behind what Web Chat draws on. */
const PATIENCE_MS = 5_000;
const CARDS = '.ac-adaptiveCard';
const SCROLLED = '.webchat__basic-transcript__scrollable';
const TALK = '.webchat__basic-transcript__transcript';
const WEB_CHATS_BOX = '.webchat__send-box textarea';

/**
 * Puts Web Chat into the place of the first look once it has drawn the same: nothing on the page moves, and the focus stays where
 * it is.
 * @param {HTMLElement} root The element in which Web Chat is rendered; it is not visible yet.
 * @param {() => number} shown Returns how many messages Web Chat was given.
 * @param {ReturnType<typeof import('./first-look.js').showFirstLook>} firstLook
 * @returns {Promise<void>}
 */
export function takeOver(root, shown, firstLook) {
  const since = Date.now();
  let still = 0;
  let before = '';
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const isThere = cardsOf(byId('first-look')).every(({ id }) => cardIn(root, id));
      const now = `${shown()} ${root.querySelector(SCROLLED)?.scrollHeight}`;
      still = isThere && now === before ? still + 1 : 0;
      before = now;
      if (firstLook.isInUse() || (still < STILL && Date.now() - since < PATIENCE_MS)) return;
      clearInterval(timer);
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
  const place = focused && old.contains(focused) ? placeOf(focused) : undefined;
  firstLook.hide();
  root.classList.remove('behind');
  if (newCard) scrollTo(root, newCard, top);
  if (!place) return;
  const next = place.isBox ? root.querySelector(WEB_CHATS_BOX) : newCard && place.within(newCard);
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
  const view = root.querySelector(SCROLLED);
  const talk = root.querySelector(TALK);
  if (!view || !(talk instanceof HTMLElement)) return;
  const move = () => {
    view.scrollTop += card.getBoundingClientRect().top - top;
  };
  move();
  const missing = card.getBoundingClientRect().top - top;
  if (missing < 1) return;
  talk.style.paddingBottom = `${missing}px`;
  move();
  const growing = new MutationObserver(() => {
    growing.disconnect();
    talk.style.removeProperty('padding-bottom');
  });
  growing.observe(talk, { childList: true });
}

/** @param {Element} focused */
function placeOf(focused) {
  const isHeading = focused.matches('[role="heading"]');
  const words = focused.textContent?.trim();
  return {
    isBox: focused.matches('textarea:not(.ac-input)'),
    /** @param {Element} card */
    within(card) {
      const found = isHeading
        ? card.querySelector('[role="heading"]')
        : [...card.querySelectorAll('.ac-pushButton, a')].find(
            ({ textContent }) => textContent?.trim() === words,
          );
      if (isHeading) found?.setAttribute('tabindex', '-1');
      return found;
    },
  };
}
