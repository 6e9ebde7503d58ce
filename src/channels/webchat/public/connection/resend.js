// @ts-check
import { hideNotice, showNotice } from '../notices/notice.js';
import { byId, settings } from '../settings.js';

/** Direct Line's answer, in place of an id, where a message did not get through. */
const NOT_SENT = 'retry';

/** The server has read nothing of a text that is too long. */
const TOO_LONG = 413;

/** @typedef {{ type: string, text?: string, channelData?: { postBack?: boolean } }} Message */

/**
 * @typedef {object} Sending
 * @property {(check: (id: string) => string) => Sending} map
 * @property {(onNext: () => void, onError: (error: Error & { status?: number }) => void) => Sending} do
 * @property {(onNext: () => void, onError: () => void) => void} subscribe
 */

/** @typedef {{ card: Element, at: number }} Pressed */

/** @typedef {{ postActivity(message: Message): Sending }} Line */

/** The message that has not got through yet and is sent again on the next line. @type {Message | undefined} */
let unsent;
/** The last pressed button, by its place, since Web Chat may redraw the card. @type {Pressed | undefined} */
let pressed;
/** @type {MutationObserver | undefined} */
let marking;

/** Remembers which button of a card was pressed last. */
export function watchPresses() {
  const remember = (/** @type {Event} */ { target }) => {
    marking?.disconnect();
    const button = target instanceof Element ? target.closest('.ac-pushButton') : null;
    const card = button?.closest('.webchat__adaptive-card-renderer');
    pressed = button && card ? { card, at: buttonsOf(card).indexOf(button) } : undefined;
  };
  byId('chat').addEventListener('click', remember, { capture: true });
}

/** @param {Element} card */
function buttonsOf(card) {
  return [...card.querySelectorAll('.ac-pushButton')];
}

/** Checks whether a message waits to be sent again. */
export function hasUnsent() {
  return unsent !== undefined;
}

/**
 * Shows a notice where a button's message did not get through: Web Chat would leave the button marked as pressed and stay
 * silent. For typed text Web Chat itself offers to send it again, unless the line is given up, and the text with it.
 * @param {Line} line
 * @param {() => boolean} isInUse
 * @param {() => void} onUnsent
 * @param {(text: string) => void} onTooLong
 * @returns {(isSameConversation: boolean) => void} Sends the waiting message again over this line. The server recognises
 *   it by its id and does not count it twice.
 */
export function watchSending(line, isInUse, onUnsent, onTooLong) {
  const post = line.postActivity.bind(line);
  line.postActivity = (message) => {
    const button = pressed;
    // Web Chat stops listening where the line is given up; the message is still here then.
    unsent = message;
    const clear = () => {
      if (unsent === message) unsent = undefined;
    };
    const onSent = () => {
      clear();
      hideNotice();
    };
    return sent(post(message)).do(onSent, ({ message: reason, status }) => {
      if (!isInUse()) return;
      if (status === TOO_LONG) onTooLong(message.text ?? '');
      const isPress = message.channelData?.postBack === true;
      if (!isPress || reason !== NOT_SENT) clear();
      if (!isPress) return;
      if (button) unpress(button);
      showNotice(settings.unsent);
      onUnsent();
    });
  };
  return (isSameConversation) => {
    const message = unsent;
    unsent = undefined;
    if (!message) return;
    if (isSameConversation) sent(post(message)).subscribe(hideNotice, () => showNotice(settings.unsent));
    else hideNotice();
  };
}

/**
 * Unmarks the button until the next press: Web Chat marks it as pressed again whenever it redraws the card.
 * @param {Pressed} button
 */
function unpress({ card, at }) {
  const undo = () => {
    const drawn = buttonsOf(card)[at];
    if (drawn?.getAttribute('aria-pressed') === 'true') drawn.setAttribute('aria-pressed', 'false');
  };
  marking = new MutationObserver(undo);
  marking.observe(card, { attributeFilter: ['aria-pressed'], childList: true, subtree: true });
  undo();
}

/** @param {Sending} sending */
function sent(sending) {
  return sending.map((id) => {
    if (id === NOT_SENT) throw new Error(NOT_SENT);
    return id;
  });
}
