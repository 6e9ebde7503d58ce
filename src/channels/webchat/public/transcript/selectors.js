// @ts-check

/** Parts of what Web Chat draws, by the classes in its bundle: what has the focus, what scrolls, and what holds the messages. */
export const TRANSCRIPT = '.webchat__basic-transcript';
export const SCROLLED = `${TRANSCRIPT}__scrollable`;
export const MESSAGES = `${TRANSCRIPT}__transcript`;
export const SEND_BOX = '.webchat__send-box';
