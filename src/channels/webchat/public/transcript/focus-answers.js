// @ts-check
import { byId } from '../settings.js';
import { cardOf } from './cards-by-message.js';
import { SCROLLED } from './selectors.js';

/** Web Chat may draw a card again right after it has drawn it first; the focus is kept on its heading for this long. */
const SETTLING_MS = 2_000;

/** The moments at which Web Chat may have scrolled. */
const SCROLL_AGAIN_MS = [50, 150, 400];

/** A press waits for its answer, which is to get the focus. */
let isWaiting = false;
/** The messages so far, since a new line delivers all of them again. @type {Set<string>} */
const known = new Set();

/** Lets the next answer have the focus: the person pressed something, and what they pressed is done with. */
export function focusNextAnswer() {
  isWaiting = true;
}

/** Leaves the focus where it is: there is no answer. */
export function focusNoAnswer() {
  isWaiting = false;
}

/**
 * Moves the focus to the heading of the card that answers a press, from where Tab goes on to the card's buttons. Whoever types
 * keeps it in the box.
 * @param {import('./incoming-activities.js').Activity} activity
 * @returns {boolean} False where the focus stays.
 */
export function takeFocus({ id, from, attachments = [] }) {
  if (id === undefined || known.has(id)) return false;
  known.add(id);
  if (!isWaiting || from?.role !== 'bot' || attachments.length === 0) return false;
  isWaiting = false;
  if (isTyping()) return false;
  keepFocusOn(id);
  return true;
}

/**
 * Moves the focus to the heading of a card, and the card into view; false where it is not shown.
 * @param {string} message
 */
export function focusOn(message) {
  const heading = headingOf(message);
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  // A card that is folded takes no focus.
  if (heading !== document.activeElement) return false;
  showTop(heading);
  return true;
}

function isTyping() {
  return document.activeElement?.matches('input, textarea') ?? false;
}

/** @param {string} message */
function keepFocusOn(message) {
  const chat = byId('chat');
  /** @type {HTMLElement | undefined} */
  let focused;
  const update = () => {
    const { activeElement } = document;
    // The element that had the focus was replaced; elsewhere, the person has put it there.
    const isLost = !activeElement || activeElement === document.body;
    if (focused && (focused === activeElement || !isLost)) return;
    const heading = headingOf(message);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    focused = heading;
    showTop(heading);
    // Web Chat scrolls as well, to where the card was before the one above it was folded.
    for (const ms of SCROLL_AGAIN_MS)
      setTimeout(() => heading === document.activeElement && showTop(heading), ms);
  };
  const observer = new MutationObserver(update);
  observer.observe(chat, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), SETTLING_MS);
}

/**
 * Scrolls to the top of a message, as far as the conversation goes on below it.
 * @param {Element} part Anything in it.
 */
function showTop(part) {
  const message = part.closest('article');
  const view = part.closest(SCROLLED);
  if (message && view)
    view.scrollTop += message.getBoundingClientRect().top - view.getBoundingClientRect().top;
}

/** @param {string} message */
function headingOf(message) {
  const card = cardOf(message);
  const heading = card?.querySelector('[role="heading"]');
  return heading instanceof HTMLElement ? heading : card;
}
