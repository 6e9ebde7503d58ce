// @ts-check

/**
 * An element of a card; only what is read here.
 * @typedef {object} Element
 * @property {string} [type]
 * @property {Element[]} [items]
 * @property {unknown} [selectAction]
 * @property {unknown} [actions]
 * @property {string | undefined} [spacing]
 */

/**
 * The elements of a card with its boxes to press as the buttons they stand for: they are boxes because Teams cuts long
 * titles. Web Chat does not, and marks only buttons as pressed.
 * @param {Element[]} elements
 * @returns {Element[]}
 */
export function withLongButtons(elements) {
  return elements.map((element) => {
    const { type, items, selectAction, spacing } = element;
    if (type === 'Container' && selectAction) return { type: 'ActionSet', actions: [selectAction], spacing };
    return items ? { ...element, items: withLongButtons(items) } : element;
  });
}
