// @ts-check
import { ask, isForbidden } from './ask.js';
import { makeOutbox } from './outbox.js';
import { watchReach } from './reach.js';
import { CONVERSATIONS, opening } from './start-conversation.js';
import { listen } from './stream.js';
import { renewToken } from './token.js';

/** Direct Line's state of a line that works. Ours says nothing else: what is in its way is shown by the page. */
const ONLINE = 2;

/** @typedef {import('./outbox.js').Message} Message */

/**
 * @typedef {object} LineEvents
 * @property {() => void} ended The conversation was ended for good.
 * @property {(isAway: boolean) => void} reach The server cannot be reached, or can be again.
 * @property {() => void} waiting What was sent last did not get through yet.
 * @property {(status: number, ms: number) => void} refused The server asks to wait for so long with a message.
 * @property {(message: Message) => void} sent
 * @property {(message: Message, isTooLong: boolean) => void} givenUp A message was not taken and is not tried again.
 * @property {() => void} closed
 */

/**
 * @template Value
 * @typedef {{ subscribe(observer: { next(value: Value): void, error?(error: Error): void }): { unsubscribe(): void } }} Observable
 */

/**
 * The line by which Web Chat talks to a server, as it takes any ("custom chat adapter").
 * @typedef {object} Line
 * @property {string} token By which Web Chat knows who the person is.
 * @property {Observable<number>} connectionStatus$
 * @property {Observable<import('../transcript/incoming-activities.js').Activity>} activity$
 * @property {(message: Message) => Observable<string>} postActivity
 * @property {() => void} end
 * @property {() => Message[]} unsent
 * @property {() => boolean} hasEarlier There is more before what was said so far.
 * @property {() => Promise<import('../transcript/incoming-activities.js').Activity[] | undefined>} earlier Gets the page before it;
 *   undefined where the server did not give it.
 * @property {(step: string) => Promise<boolean>} openStep Has a step shown, "phase/step", as a link to it does: the place in the
 *   guide is kept, with a way back. False where the server did not take it.
 * @property {() => void} seen Tells the server that the person sees the newest message.
 */

/**
 * Opens a line to a conversation that holds whatever happens to network, server and token. Microsoft's client for Direct
 * Line gives a refused message up at once, waits up to half a minute, and believes a silent WebSocket.
 * @param {import('./token.js').Conversation} conversation
 * @param {import('./start-conversation.js').Opened} opened
 * @param {LineEvents} events
 * @param {Message[]} unsent What was kept of an earlier line.
 * @returns {Line}
 */
export function openLine({ token, conversationId, lasts }, opened, events, unsent) {
  let isOver = false;
  let current = token;
  /** @type {Set<(activity: import('../transcript/incoming-activities.js').Activity) => void>} */
  const listeners = new Set();
  /** All that was said so far: Web Chat comes later than the line. @type {import('../transcript/incoming-activities.js').Activity[]} */
  const heard = [...opened.activities];
  let { earlier } = opened;

  const end = () => {
    if (isOver) return;
    isOver = true;
    stream.end();
    outbox.end();
    events.closed();
  };
  const onEnded = () => {
    if (isOver) return;
    end();
    events.ended();
  };

  /** @type {import('./stream.js').Call} */
  async function call(address, question = {}) {
    const answer = await ask(address, { ...question, token: current });
    if (!isForbidden(answer) || isOver) return answer;
    // The token has expired, as on a computer that slept, or the conversation has ended.
    const { token: renewed, answer: renewal } = await renewToken(current);
    if (isForbidden(renewal)) onEnded();
    if (renewed === undefined || isOver) return renewal;
    current = renewed;
    return ask(address, { ...question, token: current });
  }

  const reach = watchReach((isAway) => {
    if (isOver) return;
    events.reach(isAway);
    if (!isAway) outbox.wake();
  });
  /** @type {import('./stream.js').Call} */
  const callOfConversation = (path, question) => call(`${CONVERSATIONS}/${conversationId}${path}`, question);
  const outbox = makeOutbox(callOfConversation, reach.isAway, events);
  const stream = listen(callOfConversation, opened, {
    reach,
    ended: onEnded,
    activities({ activities }) {
      heard.push(...activities);
      for (const activity of activities) for (const listener of listeners) listener(activity);
    },
  });
  for (const message of unsent) void outbox.send(message);

  return {
    token,
    connectionStatus$: {
      subscribe({ next }) {
        next(ONLINE);
        return { unsubscribe() {} };
      },
    },
    activity$: {
      subscribe({ next }) {
        for (const activity of heard) next(activity);
        listeners.add(next);
        return { unsubscribe: () => void listeners.delete(next) };
      },
    },
    postActivity(message) {
      const sent = outbox.send(message);
      stream.look();
      return {
        subscribe({ next, error }) {
          sent.then(next, error);
          return { unsubscribe() {} };
        },
      };
    },
    end,
    unsent: outbox.unsent,
    hasEarlier: () => earlier !== undefined,
    async earlier() {
      const { status, body } = await callOfConversation(`/activities?until=${earlier}`);
      if (status !== 200 || isOver) return undefined;
      const page = /** @type {import('./start-conversation.js').Opened} */ (body);
      earlier = page.earlier;
      return page.activities;
    },
    async openStep(start) {
      const { status } = await call(CONVERSATIONS, { method: 'POST', body: opening(lasts, start) });
      return status === 200;
    },
    seen: () => void call('/api/webchat/seen', { method: 'POST' }),
  };
}
