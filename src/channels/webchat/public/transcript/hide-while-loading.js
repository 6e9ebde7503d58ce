// @ts-check
import { byId, make, settings } from '../settings.js';
import { showTop } from './focus-answers.js';

const LOOK_MS = 100;
/** After this many looks in a row at which nothing has moved, everything is drawn. */
const STILL = 4;
const PATIENCE_MS = 5_000;

/**
 * Hides an earlier conversation until all of it is drawn and its end is in view, so that nobody presses a button of an
 * old card that scrolls past. Then a last message that is taller than the window, as a first one on a phone, is shown from its top.
 * @param {boolean} isResumed
 * @returns {() => void} A function to call for each message.
 */
export function hideWhileLoading(isResumed) {
  const chat = byId('chat');
  const show = isResumed ? hide(chat) : () => {};

  const since = Date.now();
  let isFilled = false;
  let still = 0;
  let place = '';
  const timer = setInterval(() => {
    const now = placeAtEnd(chat);
    still = isFilled && now !== '' && now === place ? still + 1 : 0;
    place = now;
    const isDrawn = still >= STILL;
    if (!isDrawn && Date.now() - since < PATIENCE_MS) return;
    clearInterval(timer);
    show();
    const newest = [...chat.querySelectorAll('article')].at(-1);
    // Elsewhere than at the end, the person is reading already.
    if (newest && isDrawn) showTop(newest);
  }, LOOK_MS);
  return () => {
    isFilled = true;
    still = 0;
  };
}

/**
 * @param {HTMLElement} chat
 * @returns {() => void} A function that shows it again, unless it was replaced.
 */
function hide(chat) {
  chat.setAttribute('aria-busy', 'true');
  const words = make('p', 'waiting loading', settings.resuming);
  chat.append(words);
  byId('status').textContent = settings.resuming;
  return () => {
    if (!words.isConnected) return;
    words.remove();
    chat.removeAttribute('aria-busy');
  };
}

/**
 * Describes the scroll position and the length of the conversation; empty unless its end is in view.
 * @param {HTMLElement} chat
 */
function placeAtEnd(chat) {
  const scrolled = chat.querySelector('.webchat__basic-transcript__scrollable');
  if (!scrolled) return '';
  const { scrollTop, scrollHeight, clientHeight } = scrolled;
  return scrollTop + clientHeight >= scrollHeight - 2 ? `${scrollTop} of ${scrollHeight}` : '';
}
