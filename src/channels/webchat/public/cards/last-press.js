// @ts-check

/** @typedef {{ id: string, drawn: Element, at: number }} Pressed */

/** The last press that counts: the id of its card, and its button by its place, since Web Chat may redraw the card. @type {Pressed | undefined} */
let pressed;
/** @type {MutationObserver | undefined} */
let marking;

/**
 * Remembers a button that was pressed.
 * @param {Element} button
 */
export function rememberPress(button) {
  marking?.disconnect();
  const drawn = button.closest('.webchat__adaptive-card-renderer') ?? button.closest('.ac-adaptiveCard');
  const id = button.closest('.ac-adaptiveCard')?.id ?? '';
  pressed = drawn ? { id, drawn, at: buttonsOf(drawn).indexOf(button) } : undefined;
}

/** Returns the id of the card that was pressed last. */
export function pressedCard() {
  return pressed?.id ?? '';
}

/**
 * Shows the last pressed button as not pressed, until the next press, since what it sends did not get through: Web Chat marks
 * it as pressed by and by, and whenever it redraws the card.
 */
export function unmarkLastPress() {
  if (!pressed) return;
  const { drawn, at } = pressed;
  const undo = () => {
    const button = buttonsOf(drawn)[at];
    if (button?.getAttribute('aria-pressed') === 'true') button.setAttribute('aria-pressed', 'false');
  };
  marking?.disconnect();
  marking = new MutationObserver(undo);
  marking.observe(drawn, { attributeFilter: ['aria-pressed'], childList: true, subtree: true });
  undo();
}

/** Leaves the last pressed button as Web Chat shows it: what it sends got through. */
export function forgetLastPress() {
  marking?.disconnect();
  pressed = undefined;
}

/** @param {Element} drawn */
function buttonsOf(drawn) {
  return [...drawn.querySelectorAll('.ac-pushButton')];
}
