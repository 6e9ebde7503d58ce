// @ts-check

/** @typedef {import('./long-buttons.js').Element} Element */
/** @typedef {Element & { actions: { type: string }[] }} Row */

/**
 * Joins the rows of a set of buttons into one. A card has rows because Teams cuts what does not fit into one; here the buttons
 * go on in the next line by themselves, as many in each as there is room for.
 * @param {Element[]} elements
 * @returns {Element[]}
 */
export function withJoinedRows(elements) {
  /** @type {Element[]} */
  const joined = [];
  for (const element of elements) {
    const before = joined.at(-1);
    if (before && isRow(before) && isRow(element) && element.spacing === 'small')
      joined[joined.length - 1] = { ...before, actions: [...before.actions, ...element.actions] };
    else if (element.items) joined.push({ ...element, items: withJoinedRows(element.items) });
    else joined.push(element);
  }
  return joined;
}

/**
 * Checks whether an element is a row of buttons; one that shows and hides what follows it stands alone.
 * @param {Element} element
 * @returns {element is Row}
 */
function isRow(element) {
  const { type, actions = [] } = element;
  return type === 'ActionSet' && actions.every((action) => action.type !== 'Action.ToggleVisibility');
}
