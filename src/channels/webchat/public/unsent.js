// @ts-check
import { byId, make, settings } from './settings.js';

/** What Direct Line answers in the place of an id where a message did not get through. */
const NOT_SENT = 'retry';

/** @typedef {{ type: string, channelData?: { postBack?: boolean } }} Message */

/**
 * @typedef {object} Sending
 * @property {(check: (id: string) => string) => Sending} map
 * @property {(tell: () => void, tellError: (error: Error) => void) => Sending} do
 * @property {(tell: () => void, tellError: () => void) => void} subscribe
 */

/** @typedef {{ postActivity(message: Message): Sending }} Line */

/** Is sent once more on the next line. @type {Message | undefined} */
let unsent;
/** @type {Element | null} */
let pressed = null;

/** Remembers which button of a card was pressed last. */
export function watchPresses() {
  const remember = (/** @type {Event} */ { target }) => {
    pressed = target instanceof Element ? target.closest('.ac-pushButton') : null;
  };
  byId('chat').addEventListener('click', remember, { capture: true });
}

/** Whether something waits to be sent once more. */
export function hasUnsent() {
  return unsent !== undefined;
}

/**
 * Says when what a button sends did not get through: Web Chat keeps it marked as pressed and is silent. For typed words
 * Web Chat itself then says so and offers to send them again, unless the line is given up, and they with it.
 * @param {Line} line
 * @param {() => boolean} isInUse
 * @param {() => void} tellUnsent
 * @returns {(isSameConversation: boolean) => void} Sends what waits once more, over this line. The server knows it by its
 *   id and does not count it twice.
 */
export function watchSending(line, isInUse, tellUnsent) {
  const post = line.postActivity.bind(line);
  line.postActivity = (message) => {
    const button = pressed;
    unsent = undefined;
    return sent(post(message)).do(hideNotice, ({ message: reason }) => {
      const isPress = message.channelData?.postBack === true;
      if (isInUse() && !isPress) return;
      if (reason === NOT_SENT) unsent = message;
      if (!isInUse()) return;
      button?.setAttribute('aria-pressed', 'false');
      showNotice();
      tellUnsent();
    });
  };
  return (isSameConversation) => {
    const message = unsent;
    unsent = undefined;
    if (!message) return;
    if (isSameConversation) sent(post(message)).subscribe(hideNotice, showNotice);
    else hideNotice();
  };
}

/** @param {Sending} sending */
function sent(sending) {
  return sending.map((id) => {
    if (id === NOT_SENT) throw new Error(NOT_SENT);
    return id;
  });
}

function showNotice() {
  byId('unsent').replaceChildren(make('p', '', settings.unsent));
}

function hideNotice() {
  byId('unsent').replaceChildren();
}
