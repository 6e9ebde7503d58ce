// @ts-check

/**
 * The settings that the server wrote into the page for its scripts.
 * @typedef {object} Settings
 * @property {string} nonce Allows Web Chat to write styles.
 * @property {string} title
 * @property {string} language
 * @property {string[]} languages Those that the page can be drawn in.
 * @property {string} [token] Leads to a conversation that this browser need not know yet.
 * @property {string} placeholder
 * @property {{ placeholder: string, line: string, back: string }} withHelpdesk
 * @property {string} conversation
 * @property {string} said
 * @property {string} youSaid
 * @property {string} messageReady
 * @property {string} earlier
 * @property {string} resuming
 * @property {{ button: string, copied: string, selected: string }} copy
 * @property {string} unsent
 * @property {{ line: string, waiting: string, back: string }} away
 * @property {{ tab: string, page: string }} lasts
 * @property {string} working
 * @property {{ show: string, hide: string }} earlierStep
 * @property {Record<'button' | 'loading' | 'shown' | 'none' | 'failed' | 'onPaper', string>} earlierMessages
 * @property {string} notOpened
 * @property {string} tooLong Holds {count}.
 * @property {number} longest The most characters of a message.
 * @property {string} tooMany Holds {seconds}.
 * @property {string} unavailable Holds {seconds}.
 * @property {string} busy
 * @property {Notice} failed
 * @property {Notice} ended
 * @property {Notice} erased
 * @property {string} summary Holds {done} and {total}.
 * @property {Record<'done' | 'skipped' | 'current' | 'open', string>} states
 */

/** @typedef {{ heading: string, explanation: string, retry: string }} Notice */

/** @type {Settings} */
export const settings = JSON.parse(byId('settings').textContent ?? '');

/**
 * Returns the element of the page with this id.
 * @param {string} id
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element;
}

/**
 * Makes an element with a class and content.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} content
 */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
