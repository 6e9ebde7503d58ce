// @ts-check

/**
 * A part of a page, which the server writes as HTML and the browser makes an element of.
 * @typedef {object} Drawn
 * @property {string} tag
 * @property {Record<string, string>} attributes
 * @property {readonly (Drawn | string)[]} children
 */

/** The addresses that a link may lead to; a script is none. */
const LINK = /^(?:https?:|mailto:|\/)/i;

/**
 * Draws a part of a page. Attributes without a value are left out, and so is the address of a link that would run a script.
 * @param {string} tag
 * @param {Record<string, string | undefined | false>} attributes
 * @param {readonly (Drawn | string)[]} [children]
 * @returns {Drawn}
 */
export function draw(tag, attributes, children = []) {
  /** @type {Record<string, string>} */
  const given = {};
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string' && (name !== 'href' || LINK.test(value))) given[name] = value;
  return { tag, attributes: given, children };
}

/** Draws a link, which opens in a window of its own: nobody leaves the conversation by it.
 * @param {string} href
 * @param {string} className
 * @param {readonly (Drawn | string)[]} children
 */
export function drawLink(href, className, children) {
  const look = className === '' ? {} : { class: className };
  return draw('a', { ...look, href, target: '_blank', rel: 'noopener noreferrer' }, children);
}
