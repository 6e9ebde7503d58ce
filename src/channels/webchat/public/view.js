// @ts-check

/**
 * What shows a conversation and takes what the person writes: our own first look, and Web Chat after it.
 * @typedef {object} View
 * @property {(text: string) => void} say Sends words as if they were typed.
 * @property {() => string} typed Returns what stands in the box.
 * @property {(text: string) => void} keepInBox Puts a text that the server did not take back into the box, where nobody has
 *   begun another one.
 * @property {() => void} translate Writes its own words anew, since the page is in another language now.
 */

export {};
