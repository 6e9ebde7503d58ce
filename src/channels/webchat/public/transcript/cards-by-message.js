// @ts-check

/** @typedef {import('./incoming-activities.js').Activity} Activity */
/** @typedef {{ id?: string, type: string }} CardContent */

/** Web Chat does not tell which element shows which message, so each card carries its message's id. */
const PREFIX = 'card-of-';

/**
 * Returns the content of a message's card with the id by which the page finds the element again.
 * @template {object} Content
 * @param {Content} content
 * @param {string | undefined} message
 */
export function withCardId(content, message) {
  return message === undefined ? content : { ...content, id: PREFIX + message };
}

/**
 * Returns the element that shows the card of a message; undefined while it is not drawn.
 * @param {string} message
 */
export function cardOf(message) {
  return document.getElementById(PREFIX + message) ?? undefined;
}
