// @ts-check

/**
 * The part of a card's element that is read here.
 * @typedef {object} Element
 * @property {string} [type]
 * @property {Element[]} [items]
 * @property {{ type: string, title?: string }} [selectAction]
 * @property {{ type: string }[]} [actions]
 * @property {string} [style]
 * @property {string} [title] Of a button.
 * @property {string} [text]
 * @property {string | undefined} [spacing]
 */

/**
 * Turns a card's boxes that can be pressed into buttons. They are boxes because Teams cuts long titles; Web Chat does not,
 * and marks only buttons as pressed.
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
