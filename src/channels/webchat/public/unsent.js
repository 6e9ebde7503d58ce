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

/** @typedef {{ card: Element, at: number }} Pressed */

/** @typedef {{ postActivity(message: Message): Sending }} Line */

/** What has not got through yet; it is sent once more on the next line. @type {Message | undefined} */
let unsent;
/** The button that was pressed last, by its place, since Web Chat may draw the card anew. @type {Pressed | undefined} */
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
    // Web Chat stops listening where the line is given up: the message is then still kept here.
    unsent = message;
    const settle = () => {
      if (unsent === message) unsent = undefined;
    };
    const tellSent = () => {
      settle();
      hideNotice();
    };
    return sent(post(message)).do(tellSent, ({ message: reason }) => {
      if (!isInUse()) return;
      const isPress = message.channelData?.postBack === true;
      if (!isPress || reason !== NOT_SENT) settle();
      if (!isPress) return;
      if (button) unpress(button);
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

/**
 * Web Chat marks the button as pressed again whenever it draws the card anew, so this is undone until the next press.
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

function showNotice() {
  byId('unsent').replaceChildren(make('p', '', settings.unsent));
}

function hideNotice() {
  byId('unsent').replaceChildren();
}
