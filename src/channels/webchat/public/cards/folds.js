// @ts-check

/** A button of a card that shows and hides a part of it. */
const TOGGLE = '.ac-pushButton[aria-controls]';

/**
 * Makes the buttons that show and hide a part of a card tell screen readers whether it is shown. Web Chat would mark them as
 * pressed for good and log an error at each press.
 * @param {HTMLElement} root The conversation.
 */
export function watchFolds(root) {
  root.addEventListener('click', toggle, { capture: true });
  new MutationObserver(() => {
    for (const button of root.querySelectorAll(TOGGLE)) announce(button);
  }).observe(root, { childList: true, subtree: true, attributeFilter: ['aria-pressed', 'aria-controls'] });
}

/** @param {Event} event */
function toggle(event) {
  const button = event.target instanceof Element && event.target.closest(TOGGLE);
  const part = button && partOf(button);
  if (!part) return;
  event.stopPropagation();
  part.style.display = isShown(part) ? 'none' : 'flex';
  announce(button);
}

/** @param {Element} button */
function announce(button) {
  const part = partOf(button);
  if (part) button.setAttribute('aria-expanded', String(isShown(part)));
  button.removeAttribute('aria-pressed');
}

/** @param {Element} button */
function partOf(button) {
  return document.getElementById(button.getAttribute('aria-controls') ?? '');
}

/** @param {HTMLElement} part */
function isShown(part) {
  return getComputedStyle(part).display !== 'none';
}
