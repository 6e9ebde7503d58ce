// @ts-check

/**
 * Makes an element of a drawn part of a page.
 * @param {import('./draw.js').Drawn} drawn
 * @returns {HTMLElement}
 */
export function elementOf({ tag, attributes, children }) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === 'string' ? child : elementOf(child))));
  return element;
}
