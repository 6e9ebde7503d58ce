// @ts-check
import { byId, make, settings } from '../settings.js';

const LOOK_MS = 100;
/** After this many looks in a row at which nothing has moved, everything is drawn. */
const STILL = 4;
const PATIENCE_MS = 5_000;

/**
 * Hides an earlier conversation until all of it is drawn and its end is in view, so that nobody presses a button of an
 * old card that scrolls past.
 * @param {boolean} isResumed
 * @returns {() => void} A function to call for each message.
 */
export function hideWhileLoading(isResumed) {
  const chat = byId('chat');
  if (!isResumed) return () => {};
  chat.setAttribute('aria-busy', 'true');
  const words = make('p', 'waiting loading', settings.resuming);
  chat.append(words);
  byId('status').textContent = settings.resuming;

  const since = Date.now();
  let isFilled = false;
  let still = 0;
  let place = '';
  const timer = setInterval(() => {
    const now = placeAtEnd(chat);
    still = isFilled && now !== '' && now === place ? still + 1 : 0;
    place = now;
    if (still < STILL && Date.now() - since < PATIENCE_MS) return;
    clearInterval(timer);
    if (!words.isConnected) return;
    words.remove();
    chat.removeAttribute('aria-busy');
  }, LOOK_MS);
  return () => {
    isFilled = true;
    still = 0;
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
