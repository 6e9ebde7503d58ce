// @ts-check
import { byId, make, settings } from '../settings.js';
import { focusNextAnswer, focusNoAnswer } from '../transcript/focus-answers.js';
import { pressedCard, rememberPress } from './last-press.js';

/** The buttons of a card, but for those that show a part of it. */
const SENDS = '.ac-pushButton:not([aria-controls])';
/** Web Chat's action for what a button of a card sends. */
const PRESSED = 'WEB_CHAT/SEND_POST_BACK';
/** Most presses are answered before anybody would read that they are worked on. */
const SHOW_AFTER_MS = 300;
/** A page that polls hears of the answer a while after the server has taken the press. */
const ANSWER_AFTER_MS = 2_000;
/** No card waits for longer than this, whatever becomes of its press. */
const LONGEST_MS = 20_000;

/** Ends the press that is being worked on. @type {(() => void) | undefined} */
let end;

/**
 * Keeps a second press from being sent while one is being worked on: a double click counts once, silently.
 * @param {HTMLElement} root The conversation.
 */
export function onePressAtATime(root) {
  end?.();
  const check = (/** @type {MouseEvent} */ event) => {
    const button = event.target instanceof Element ? event.target.closest(SENDS) : null;
    if (!button) return;
    // Where the answer comes at once, the second click of a double click hits another button.
    if (!end && event.detail < 2) return rememberPress(button);
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener('click', check, { capture: true });
}

/**
 * Makes a middleware for Web Chat's store that learns of each press that is sent; a form with an error in it is not.
 * @returns {() => (next: (action: { type: string }) => unknown) => (action: { type: string }) => unknown}
 */
export function watchSentPresses() {
  return () => (next) => (action) => {
    if (action.type === PRESSED) beginPress();
    return next(action);
  };
}

/** Waits a little for the answer to a press that the server has taken: it may say nothing. */
export function expectAnswer() {
  const ending = end;
  setTimeout(() => {
    if (!ending || ending !== end) return;
    ending();
    focusNoAnswer();
  }, ANSWER_AFTER_MS);
}

/** Ends the press that is being worked on: its answer is here, or it did not get through. */
export function endPress() {
  end?.();
}

/** Begins a press: marks the card that was pressed last, and says so where the answer takes long. */
export function beginPress() {
  const id = pressedCard();
  const words = make('p', 'working', settings.working);
  words.setAttribute('role', 'status');
  let isLong = false;
  // Web Chat may draw the card again meanwhile.
  const mark = () => {
    const card = document.getElementById(id);
    if (!card) return;
    if (!card.hasAttribute('aria-busy')) card.setAttribute('aria-busy', 'true');
    if (isLong && !card.contains(words)) card.append(words);
  };
  const marking = new MutationObserver(mark);
  marking.observe(byId('chat'), { childList: true, subtree: true });
  mark();
  const showing = setTimeout(() => {
    isLong = true;
    mark();
  }, SHOW_AFTER_MS);
  const longest = setTimeout(() => end?.(), LONGEST_MS);
  focusNextAnswer();
  end = () => {
    clearTimeout(showing);
    clearTimeout(longest);
    marking.disconnect();
    document.getElementById(id)?.removeAttribute('aria-busy');
    words.remove();
    end = undefined;
  };
}
