// @ts-check
import { isUnreachable, NO_ANSWER } from './ask.js';
import { makeRest } from './rest.js';
import { waitMs } from './retry-after.js';

/** The server has read nothing of a text that is too long. */
const TOO_LONG = 413;
/** After this time of trying a server that is there, the person decides what to do. */
const PATIENCE_MS = 150_000;
/** The same for a server that takes the message and cannot answer it. */
const MOST_FAILURES = 2;

/**
 * @typedef {object} Message
 * @property {string} type
 * @property {string} [text]
 * @property {Record<string, unknown>} [value] Of a button.
 * @property {{ postBack?: boolean, clientActivityID?: string }} [channelData]
 */

/**
 * @typedef {object} Unsent
 * @property {Message} message
 * @property {boolean} isWaiting It did not get through at first, or stands behind one that did not.
 * @property {Promise<string>} sent Its id, once the server has taken it.
 * @property {(id: string) => void} settle
 * @property {(error: Error) => void} giveUp
 */

/**
 * @typedef {object} Outbox
 * @property {(message: Message) => Promise<string>} send
 * @property {() => Message[]} unsent
 * @property {() => void} wake Tries at once.
 * @property {() => void} end
 */

/**
 * Sends what the person writes and presses: one after the other, again and again until the server has taken it, which
 * recognises what it has had before by its `clientActivityID`.
 * @param {import('./stream.js').Call} call
 * @param {() => boolean} isAway Tells whether the server cannot be reached at all, so that nothing is to be given up.
 * @param {object} on
 * @param {() => void} on.waiting A message did not get through; it will be tried again, and what comes after it waits.
 * @param {(status: number, ms: number) => void} on.refused The server asks to wait for so long.
 * @param {(message: Message) => void} on.sent
 * @param {(message: Message, isTooLong: boolean) => void} on.givenUp
 * @returns {Outbox}
 */
export function makeOutbox(call, isAway, { waiting, refused, sent, givenUp }) {
  /** @type {Unsent[]} */
  let queue = [];
  let isSending = false;
  const { rest, wake } = makeRest();

  async function sendAll() {
    if (isSending) return;
    isSending = true;
    for (let first = queue[0]; first; first = queue[0]) {
      const unsent = first;
      const { id, status } = await deliver(unsent);
      if (!queue.includes(unsent)) continue;
      queue = queue.filter((other) => other !== unsent);
      if (id !== undefined) {
        unsent.settle(id);
        sent(unsent.message);
      } else {
        unsent.giveUp(new Error(`not sent: ${status}`));
        givenUp(unsent.message, status === TOO_LONG);
      }
    }
    isSending = false;
  }

  /**
   * Tries until the server has taken the message, or there is no use in trying again.
   * @param {Unsent} unsent
   * @returns {Promise<{ id?: string, status: number }>}
   */
  async function deliver(unsent) {
    const { message } = unsent;
    let since = Date.now();
    let failures = 0;
    for (;;) {
      const answer = await call('/activities', { method: 'POST', body: message });
      const { status, body } = answer;
      if (status === 200) return { id: /** @type {{ id: string }} */ (body).id, status };
      const ms = waitMs(answer);
      if ((ms === undefined && !isUnreachable(answer)) || !queue.includes(unsent)) return { status };
      if (isAway()) since = Date.now();
      else if (ms === undefined && status !== NO_ANSWER) failures += 1;
      if (failures === MOST_FAILURES || Date.now() - since + (ms ?? 0) > PATIENCE_MS) return { status };
      for (const behind of queue) behind.isWaiting = true;
      if (ms === undefined) waiting();
      else refused(status, ms);
      await rest(ms);
      // Another press has taken its place meanwhile, or the line has ended.
      if (!queue.includes(unsent)) return { status };
    }
  }

  return {
    send(message) {
      const same = queue.find((other) => isSamePress(other.message, message));
      if (same) {
        wake();
        return same.sent;
      }
      const replaced = queue.filter((other) => other.isWaiting && isOnSameCard(other.message, message));
      queue = queue.filter((other) => !replaced.includes(other));
      for (const { giveUp } of replaced) giveUp(new Error('replaced by another button of its card'));
      const isBehind = queue[0]?.isWaiting === true;
      const unsent = makeUnsent(message, isBehind);
      queue.push(unsent);
      if (isBehind) waiting();
      else {
        // The one whose place it has taken may be about to be tried again.
        wake();
        void sendAll();
      }
      return unsent.sent;
    },
    unsent: () => queue.map(({ message }) => message),
    wake,
    end() {
      queue = [];
      wake();
    },
  };
}

/**
 * @param {Message} message
 * @param {boolean} isWaiting
 * @returns {Unsent}
 */
function makeUnsent(message, isWaiting) {
  /** @type {Unsent['settle']} */
  let settle = () => {};
  /** @type {Unsent['giveUp']} */
  let giveUp = () => {};
  const sent = new Promise((/** @type {Unsent['settle']} */ resolve, reject) => {
    settle = resolve;
    giveUp = reject;
  });
  // Nobody waits to hear of a message that was kept while the page was loaded again.
  sent.catch(() => {});
  return { message, isWaiting, sent, settle, giveUp };
}

/**
 * Checks whether a press repeats one that waits: it is sent once.
 * @param {Message} waiting
 * @param {Message} message
 */
function isSamePress(waiting, message) {
  return isPress(message) && JSON.stringify(waiting.value) === JSON.stringify(message.value);
}

/**
 * Checks whether a press is of the same card as one that waits, which it takes the place of.
 * @param {Message} waiting
 * @param {Message} message
 */
function isOnSameCard(waiting, message) {
  const card = message.value?.card;
  return isPress(message) && card !== undefined && card === waiting.value?.card;
}

/**
 * Checks whether a message is the press of a button and not typed.
 * @param {Message} message
 */
export function isPress({ channelData }) {
  return channelData?.postBack === true;
}
