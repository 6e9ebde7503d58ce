// @ts-check
import { withJoinedRows } from '../cards/button-rows.js';
import { withLongButtons } from '../cards/long-buttons.js';

/** @typedef {{ speak?: string, body?: import('../cards/long-buttons.js').Element[] }} Card */

/**
 * The part of an activity from the assistant that the scripts read.
 * @typedef {object} Activity
 * @property {string} [id]
 * @property {string} type
 * @property {string} [text]
 * @property {string} [name] Of an event.
 * @property {unknown} [value] Of an event.
 * @property {string} [timestamp]
 * @property {{ role?: string }} [from]
 * @property {{ content?: Card }[]} [attachments]
 * @property {{ type: string }[]} [entities]
 * @property {Record<string, unknown>} [channelData]
 */

/** @typedef {{ type: string, payload: { activity: Activity } }} Action */

/** The text that Web Chat reads aloud, and names the message by, in place of text and attachments. */
const SPOKEN = 'webchat:fallback-text';

/**
 * Makes a middleware for Web Chat's store that hands over each incoming activity and has it read aloud in short: the
 * card's own `speak`, not every button. It removes `speak` from the card, of which Web Chat would make a landmark, turns
 * boxes that can be pressed into the buttons they stand for, and lets the rows of buttons wrap.
 * @param {(activity: Activity) => void} onActivity
 * @param {() => void} onAnswered Called each time the person writes or presses something.
 */
export function incoming(onActivity, onAnswered) {
  return () => (/** @type {(action: Action) => unknown} */ next) => (/** @type {Action} */ action) => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') onAnswered();
    if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return next(action);
    const { activity } = action.payload;
    onActivity(activity);
    return next({ ...action, payload: { ...action.payload, activity: spoken(drawn(activity)) } });
  };
}

/**
 * Returns the text of a message for people who do not see it.
 * @param {Activity} activity
 */
export function spokenText({ text, attachments = [] }) {
  return [text, ...attachments.map(({ content }) => content?.speak)].filter(Boolean).join(' ');
}

/**
 * @param {Activity} activity
 * @returns {Activity}
 */
function drawn(activity) {
  const { attachments } = activity;
  return attachments ? { ...activity, attachments: attachments.map(drawnAttachment) } : activity;
}

/** @param {{ content?: Card }} attachment */
function drawnAttachment(attachment) {
  const { content } = attachment;
  if (!content?.body) return attachment;
  return { ...attachment, content: { ...content, body: withLongButtons(withJoinedRows(content.body)) } };
}

/**
 * @param {Activity} activity
 * @returns {Activity}
 */
function spoken(activity) {
  const { attachments = [], channelData } = activity;
  if (!attachments.some(({ content }) => content?.speak)) return activity;
  return {
    ...activity,
    attachments: attachments.map((attachment) => {
      const { speak, ...content } = attachment.content ?? {};
      return speak ? { ...attachment, content } : attachment;
    }),
    channelData: { ...channelData, [SPOKEN]: spokenText(activity) },
  };
}
