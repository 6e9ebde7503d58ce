// @ts-check
import { MESSAGES, SCROLLED } from './selectors.js';

const MESSAGE = '.webchat__basic-transcript__activity';
/** For so long, cards and pictures that were added may still change their height. */
const SETTLING_MS = 2_000;
/** What people scroll with. */
export const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/**
 * Adds messages above those that are in view, which stay where they are. Some browsers do so by themselves, but none at the top.
 * @param {HTMLElement} root The element in which Web Chat is rendered.
 * @param {() => void} add
 */
export function keepPlace(root, add) {
  const view = root.querySelector(SCROLLED);
  const message = view && firstIn(view);
  if (!message) return add();
  const { top } = message.getBoundingClientRect();
  add();
  keepAt(root, message, top);
}

/**
 * Scrolls a part of the conversation to a place and keeps it there until everything has its height, unless the person scrolls or
 * another message comes. Web Chat scrolls as well, to its end.
 * @param {HTMLElement} root The element in which Web Chat is rendered.
 * @param {Element} part
 * @param {number} top
 */
export function keepAt(root, part, top) {
  const view = root.querySelector(SCROLLED);
  const talk = root.querySelector(MESSAGES);
  if (!view || !talk) return;
  const last = talk.lastElementChild;
  const move = () => {
    if (!part.isConnected || talk.lastElementChild !== last) return end();
    view.scrollTop += part.getBoundingClientRect().top - top;
  };
  const growing = new ResizeObserver(move);
  const end = () => {
    growing.disconnect();
    clearTimeout(settled);
    view.removeEventListener('scroll', move);
    for (const type of BY_HAND) root.removeEventListener(type, end, { capture: true });
  };
  const settled = setTimeout(end, SETTLING_MS);
  move();
  growing.observe(talk);
  view.addEventListener('scroll', move, { passive: true });
  for (const type of BY_HAND) root.addEventListener(type, end, { capture: true, passive: true });
}

/**
 * Returns the first message that is in view.
 * @param {Element} view
 */
function firstIn(view) {
  const { top } = view.getBoundingClientRect();
  return [...view.querySelectorAll(MESSAGE)].find((message) => {
    const { bottom, height } = message.getBoundingClientRect();
    return height > 0 && bottom > top;
  });
}
