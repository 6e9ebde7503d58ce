// @ts-check

/**
 * What the server wrote into the page for its scripts, given the shape that the script expects.
 * @returns {any}
 */
export function settings() {
  return JSON.parse(byId('settings').textContent ?? '');
}

/**
 * The element of the page with that id.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element;
}

/**
 * Lets screen readers say something; the same twice in a row is said twice.
 * @param {string} id Of the element with the role status.
 * @param {string} text
 */
export function say(id, text) {
  const element = byId(id);
  element.textContent = '';
  requestAnimationFrame(() => {
    element.textContent = text;
  });
}
