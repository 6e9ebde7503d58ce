// @ts-check
import { isUnreachable } from './ask.js';
import { makeRest } from './rest.js';

/** The code with which the server closes the stream of a conversation that was ended. */
const ENDED = 4001;
/** The server echoes each of these empty messages at once. */
const PING_MS = 3_000;
/** Some proxies accept a WebSocket and then let nothing through, at first or later, in one direction or both. */
const PONG_MS = 4_000;
/** A socket that closes sooner than this does not get through. */
const LIVED_MS = 10_000;
/** How often the page asks for messages where WebSockets do not get through, and how long it waits for an answer. */
const POLL_MS = 1_000;
const POLL_PATIENCE_MS = 10_000;
/** After so long a socket is tried again: the server may only have been slow for a moment. */
const TRY_SOCKET_MS = 5 * 60_000;

/** @typedef {{ activities: import('../transcript/incoming-activities.js').Activity[], watermark: string }} ActivitySet */
/** @typedef {(path: string, question?: import('./ask.js').Question) => Promise<import('./ask.js').Answer>} Call */

/**
 * Brings what is said in a conversation, each activity once and in order: by a WebSocket, or by asking each second where
 * WebSockets do not get through. It goes on for ever, whatever breaks, from where it was.
 * @param {Call} call
 * @param {{ streamUrl: string, watermark: string }} from The address of the first socket, and after which activity it begins.
 * @param {object} on
 * @param {import('./reach.js').Reach} on.reach
 * @param {(activitySet: ActivitySet) => void} on.activities
 * @param {() => void} on.ended
 * @returns {{ look: () => void, end: () => void }} `look` finds out at once whether the server is there, and what is new.
 */
export function listen(call, { streamUrl, watermark: begin }, { reach, activities, ended }) {
  let watermark = begin;
  let isOver = false;
  let ping = () => {};
  let leave = () => {};
  const { rest, wake } = makeRest();

  const take = (/** @type {ActivitySet} */ activitySet) => {
    watermark = activitySet.watermark;
    activities(activitySet);
  };

  /**
   * Learns from an answer whether the server is there, also where it refuses; true where it is not.
   * @param {import('./ask.js').Answer} answer
   */
  const know = (answer) => {
    const isAway = isUnreachable(answer);
    if (isAway) reach.failed();
    else reach.heard();
    return isAway;
  };

  /**
   * Listens until the socket is of no use any more, and tells whether WebSockets get through here.
   * @param {string} address
   * @returns {Promise<boolean>}
   */
  function overSocket(address) {
    return new Promise((resolve) => {
      const socket = new WebSocket(address);
      const since = Date.now();
      let isLeft = false;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let silence;
      const end = (/** @type {boolean} */ getsThrough) => {
        isLeft = true;
        ping = () => {};
        clearTimeout(silence);
        clearInterval(pings);
        socket.close();
        resolve(getsThrough);
      };
      ping = () => {
        reach.asked();
        silence ??= setTimeout(() => end(false), PONG_MS);
        if (socket.readyState === socket.OPEN) socket.send('');
      };
      leave = () => end(true);
      const pings = setInterval(() => ping(), PING_MS);
      socket.addEventListener('open', () => ping());
      socket.addEventListener('message', ({ data }) => {
        if (isLeft) return;
        clearTimeout(silence);
        silence = undefined;
        reach.heard();
        if (data !== '') take(JSON.parse(data));
      });
      socket.addEventListener('close', ({ code }) => {
        if (isLeft) return;
        if (code === ENDED) ended();
        end(Date.now() - since > LIVED_MS);
      });
      ping();
    });
  }

  /** Asks for messages for a while, or until the connection has been gone and is back: it may be another one. */
  async function byAsking() {
    const until = Date.now() + TRY_SOCKET_MS;
    let hasFailed = false;
    while (!isOver) {
      reach.asked();
      const answer = await call(`/activities?watermark=${watermark}`, { patienceMs: POLL_PATIENCE_MS });
      if (isOver) return;
      if (know(answer)) hasFailed = true;
      if (answer.status === 200) {
        take(/** @type {ActivitySet} */ (answer.body));
        if (hasFailed || Date.now() > until) return;
      }
      await rest(answer.status === 200 ? POLL_MS : undefined);
    }
  }

  /** Gets the address of the next socket, which begins where the last one stopped. */
  async function newAddress() {
    while (!isOver) {
      reach.asked();
      const answer = await call(`?watermark=${watermark}`, { patienceMs: POLL_PATIENCE_MS });
      know(answer);
      if (answer.status === 200) return /** @type {{ streamUrl: string }} */ (answer.body).streamUrl;
      await rest();
    }
    return '';
  }

  async function run() {
    let address = streamUrl;
    while (!isOver) {
      const getsThrough = await overSocket(address);
      if (!getsThrough && !isOver) await byAsking();
      address = await newAddress();
    }
  }

  const look = () => {
    ping();
    wake();
  };
  // The system says at once what the pings would find out later, but not always the truth.
  const onOffline = () => {
    reach.failed();
    look();
  };
  addEventListener('online', look);
  addEventListener('offline', onOffline);
  void run();
  return {
    look,
    end() {
      isOver = true;
      removeEventListener('online', look);
      removeEventListener('offline', onOffline);
      leave();
      wake();
    },
  };
}
