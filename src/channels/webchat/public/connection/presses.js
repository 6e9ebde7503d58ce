// @ts-check
import { byId } from '../settings.js';

/** @typedef {{ card: Element, at: number }} Pressed */

/** The last pressed button, by its place, since Web Chat may redraw the card. @type {Pressed | undefined} */
let pressed;
/** @type {MutationObserver | undefined} */
let marking;

/** Remembers which button of a card was pressed last. */
export function watchPresses() {
  const remember = (/** @type {Event} */ { target }) => {
    marking?.disconnect();
    const button = target instanceof Element ? target.closest('.ac-pushButton') : null;
    const card = button?.closest('.webchat__adaptive-card-renderer');
    pressed = button && card ? { card, at: buttonsOf(card).indexOf(button) } : undefined;
  };
  byId('chat').addEventListener('click', remember, { capture: true });
}

/**
 * Shows the last pressed button as not pressed, until the next press, since what it sends did not get through: Web Chat marks
 * it as pressed by and by, and whenever it redraws the card.
 */
export function unmarkLastPress() {
  if (!pressed) return;
  const { card, at } = pressed;
  const undo = () => {
    const drawn = buttonsOf(card)[at];
    if (drawn?.getAttribute('aria-pressed') === 'true') drawn.setAttribute('aria-pressed', 'false');
  };
  marking?.disconnect();
  marking = new MutationObserver(undo);
  marking.observe(card, { attributeFilter: ['aria-pressed'], childList: true, subtree: true });
  undo();
}

/** Leaves the last pressed button as Web Chat shows it: what it sends got through. */
export function forgetLastPress() {
  marking?.disconnect();
  pressed = undefined;
}

/** @param {Element} card */
function buttonsOf(card) {
  return [...card.querySelectorAll('.ac-pushButton')];
}
