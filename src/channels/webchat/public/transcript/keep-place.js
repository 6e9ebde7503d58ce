// @ts-check

const MESSAGE = '.webchat__basic-transcript__activity';
const SCROLLED = '.webchat__basic-transcript__scrollable';
const TALK = '.webchat__basic-transcript__transcript';
/** For so long, cards and pictures that were added may still change their height. */
const SETTLING_MS = 2_000;

/**
 * Adds messages above those that are in view, which stay where they are. Some browsers do so by themselves, but none at the top.
 * @param {HTMLElement} root The element in which Web Chat is rendered.
 * @param {string[]} byHand The events by which a person scrolls, who then knows better.
 * @param {() => void} add
 */
export function keepPlace(root, byHand, add) {
  const view = root.querySelector(SCROLLED);
  const talk = root.querySelector(TALK);
  const message = view && firstIn(view);
  if (!view || !talk || !message) return add();
  const top = message.getBoundingClientRect().top;
  const move = () => {
    view.scrollTop += message.getBoundingClientRect().top - top;
  };
  add();
  move();
  const growing = new ResizeObserver(move);
  growing.observe(talk);
  const end = () => {
    growing.disconnect();
    clearTimeout(settled);
    for (const type of byHand) root.removeEventListener(type, end, { capture: true });
  };
  const settled = setTimeout(end, SETTLING_MS);
  for (const type of byHand) root.addEventListener(type, end, { capture: true, passive: true });
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
