// @ts-check
import { withLongButtons } from './long-buttons.js';

/** @typedef {{ speak?: string, body?: import('./long-buttons.js').Element[] }} Card */

/**
 * A message as it comes from the assistant; only what is read here.
 * @typedef {object} Activity
 * @property {string} [id]
 * @property {string} type
 * @property {string} [text]
 * @property {string} [timestamp]
 * @property {{ role?: string }} [from]
 * @property {{ content?: Card }[]} [attachments]
 * @property {{ type: string }[]} [entities]
 * @property {Record<string, unknown>} [channelData]
 */

/** @typedef {{ type: string, payload: { activity: Activity } }} Action */

/** What Web Chat reads aloud, and names the message by, in the place of text and attachments. */
const SPOKEN = 'webchat:fallback-text';

/**
 * A middleware for Web Chat's store that hands over each message that comes in and has it read aloud in short: what the
 * card itself says (`speak`), not every button. `speak` leaves the card, since Web Chat would make a landmark of it.
 * Boxes to press are the buttons they stand for.
 * @param {(activity: Activity) => void} tell
 * @param {() => void} tellAnswered Called each time the person says or presses something.
 */
export function incoming(tell, tellAnswered) {
  return () => (/** @type {(action: Action) => unknown} */ next) => (/** @type {Action} */ action) => {
    if (action.type === 'DIRECT_LINE/POST_ACTIVITY') tellAnswered();
    if (action.type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return next(action);
    const { activity } = action.payload;
    tell(activity);
    return next({ ...action, payload: { ...action.payload, activity: spoken(drawn(activity)) } });
  };
}

/**
 * What a message says, for people who do not see it.
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
  return { ...attachment, content: { ...content, body: withLongButtons(content.body) } };
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
