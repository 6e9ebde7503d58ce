// @ts-check

/**
 * Returns the settings that the server wrote into the page, in the shape that the script expects.
 * @returns {any}
 */
export function settings() {
  return JSON.parse(byId('settings').textContent ?? '');
}

/**
 * Returns the element of the page with an id.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element;
}

/**
 * Announces a text to screen readers, even the same text twice in a row.
 * @param {string} id The id of the element with the role status.
 * @param {string} text
 */
export function say(id, text) {
  const element = byId(id);
  element.textContent = '';
  requestAnimationFrame(() => {
    element.textContent = text;
  });
}
