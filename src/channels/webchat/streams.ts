import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder-core';
import type { WebSocket } from 'ws';
import { botAccount } from './bot-account.ts';
import type { Added, History } from './history.ts';

const KEEP_ALIVE_MS = 20_000;
/** Time for a client to close its socket when the process stops. */
const LEAVE_MS = 1_000;
const MAX_PER_CONVERSATION = 20;
/** The open windows of one process; each may hold a page that its client has not read yet. */
const MOST_STREAMS = 2000;
/** A client that reads nothing is left before so much waits for it, and after this time at the latest. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const DRAIN_MS = 20_000;
/** Pages send an empty message each three seconds, and with each press: nobody sends so many between two beats. */
const MOST_MESSAGES = 200;
/** The code with which a stream closes whose client is too slow; it may come back with its watermark. */
const TRY_AGAIN_LATER = 1013;
/** A process that ends a conversation tells so itself, after the last that is to be shown; this is for what it could not tell. */
const ENDED_ELSEWHERE_MS = 5_000;
/** The code with which all streams close when the process stops ("service restart"): clients come back by themselves. */
const RESTARTING = 1012;
/** The code with which a stream closes whose conversation was ended: there is nothing to come back to. */
const ENDED = 4001;

interface Stream {
  conversation: string;
  socket: WebSocket;
  /** The number of the last row sent. */
  last: number;
  isSending: boolean;
  hasMore: boolean;
  isAlive: boolean;
  /** The messages of the client since the last beat. */
  heard: number;
}

/**
 * The open WebSockets. Each keeps its own watermark and is sent the rows after it, so that nothing is lost or repeated
 * between the history and new messages.
 */
export class Streams {
  readonly #history: History;
  readonly #open = new Map<string, Set<Stream>>();
  /** The functions that end the watch for what other processes write, by the conversation. */
  readonly #unwatch = new Map<string, () => void>();
  /** The conversations that are soon looked up, since another process has written to them. */
  readonly #lookedUp = new Set<string>();
  /** The conversations that a turn is ending, which closes their windows itself once they show its reply. */
  readonly #ending = new Set<string>();
  /** The number of open sockets, by the address of their client. */
  readonly #byAddress = new Map<string, number>();
  readonly #keepAlive: NodeJS.Timeout;
  #count = 0;

  constructor(history: History) {
    this.#history = history;
    this.#keepAlive = setInterval(() => this.#beat(), KEEP_ALIVE_MS).unref();
  }

  /** The number of open windows. */
  get count(): number {
    return this.#count;
  }

  /** Checks whether this process has room for one more window. */
  get isFull(): boolean {
    return this.#count >= MOST_STREAMS;
  }

  /** Checks whether one more window may listen to a conversation. */
  hasRoom(conversation: string): boolean {
    return (this.#open.get(conversation)?.size ?? 0) < MAX_PER_CONVERSATION;
  }

  /** Returns how many sockets an address has open. */
  openFrom(address: string): number {
    return this.#byAddress.get(address) ?? 0;
  }

  /** Adds a window, and sends it all rows after the watermark, now and from now on. */
  add(conversation: string, socket: WebSocket, watermark: number, address: string): void {
    const stream: Stream = {
      conversation,
      socket,
      last: watermark,
      isSending: false,
      hasMore: false,
      isAlive: true,
      heard: 0,
    };
    const streams = this.#open.get(conversation) ?? new Set();
    this.#open.set(conversation, streams.add(stream));
    if (!this.#unwatch.has(conversation))
      this.#unwatch.set(
        conversation,
        this.#history.watch(conversation, () => this.#sendFromOthers(conversation)),
      );
    this.#count += 1;
    this.#byAddress.set(address, this.openFrom(address) + 1);
    socket.on('pong', () => {
      stream.isAlive = true;
    });
    // The echo of an empty message tells a page that messages get through in both directions; a page that does not read gets none.
    socket.on('message', () => {
      stream.heard += 1;
      if (stream.heard > MOST_MESSAGES) socket.terminate();
      else if (socket.bufferedAmount === 0 && socket.readyState === socket.OPEN) socket.send('');
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      streams.delete(stream);
      this.#count -= 1;
      if (this.openFrom(address) > 1) this.#byAddress.set(address, this.openFrom(address) - 1);
      else this.#byAddress.delete(address);
      if (streams.size === 0 && this.#open.get(conversation) === streams) {
        this.#open.delete(conversation);
        this.#unwatch.get(conversation)?.();
        this.#unwatch.delete(conversation);
      }
    });
    void this.#send(stream);
  }

  /** Sends the new rows of a conversation to its windows; a window that has all before those just added is sent them unread. */
  sendNew(conversation: string, added?: Added): void {
    for (const stream of this.#open.get(conversation) ?? []) void this.#send(stream, added);
  }

  /** Shows an activity, such as typing, in every window of a conversation; it is not stored. */
  showUnstored(conversation: string, activity: Partial<Activity>): void {
    const shown = {
      ...activity,
      id: `${conversation}|${activity.type}-${randomUUID()}`,
      timestamp: new Date(),
      from: botAccount,
      conversation: { id: conversation },
    };
    for (const stream of this.#open.get(conversation) ?? []) void sendPage(stream, [shown]);
  }

  /** Leaves it to the turn that is ending a conversation to close its windows, until the turn is over. */
  turnEnds(conversation: string): void {
    this.#ending.add(conversation);
  }

  /** Closes the windows of a conversation again where its end is noticed. */
  turnIsOver(conversation: string): void {
    this.#ending.delete(conversation);
  }

  /** Closes the sockets of a conversation that was ended. */
  end(conversation: string): void {
    for (const { socket } of this.#open.get(conversation) ?? []) void leave(socket, ENDED, 'ended');
  }

  /** Closes all sockets; clients reconnect by themselves. */
  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    await Promise.all(this.#all().map(({ socket }) => leave(socket, RESTARTING, 'restarting')));
  }

  async #send(stream: Stream, added?: Added): Promise<void> {
    stream.hasMore = true;
    if (stream.isSending) return;
    stream.isSending = true;
    let known = added;
    try {
      while (stream.hasMore && stream.socket.readyState === stream.socket.OPEN) {
        stream.hasMore = false;
        const { rows, last, hasMore } =
          known?.after === stream.last
            ? this.#history.pageOf(known)
            : await this.#history.after(stream.conversation, stream.last);
        known = undefined;
        stream.last = last;
        stream.hasMore ||= hasMore;
        if (rows.length > 0) await sendPage(stream, rows);
      }
    } catch {
      stream.socket.close(1011);
    } finally {
      stream.isSending = false;
    }
  }

  #beat(): void {
    for (const stream of this.#all()) {
      const { socket } = stream;
      stream.heard = 0;
      if (!stream.isAlive) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        stream.isAlive = false;
        socket.ping();
        socket.send('');
        // Another process on the same store may have added rows without a notice.
        void this.#send(stream);
      }
    }
    for (const conversation of this.#open.keys()) void this.#endWhereEnded(conversation);
  }

  /** Sends what another process on the same store has added to a conversation. */
  #sendFromOthers(conversation: string): void {
    this.sendNew(conversation);
    if (this.#lookedUp.has(conversation)) return;
    this.#lookedUp.add(conversation);
    setTimeout(() => {
      this.#lookedUp.delete(conversation);
      if (this.#open.has(conversation)) void this.#endWhereEnded(conversation);
    }, ENDED_ELSEWHERE_MS).unref();
  }

  /** Ends the streams of a conversation that another process on the same store has ended. */
  async #endWhereEnded(conversation: string): Promise<void> {
    const status = await this.#history.statusOf(conversation).catch(() => undefined);
    if (status === 'ended' && !this.#ending.has(conversation)) this.end(conversation);
  }

  #all(): Stream[] {
    return [...this.#open.values()].flatMap((streams) => [...streams]);
  }
}

/** Sends activities; resolves once the system has taken them, so that no more than one page waits for a slow client. */
function sendPage({ socket, last }: Stream, activities: readonly unknown[]): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  const page = JSON.stringify({ activities, watermark: String(last) });
  if (socket.bufferedAmount + Buffer.byteLength(page) > MAX_BUFFERED_BYTES) return leaveSlow(socket);
  return new Promise((resolve) => {
    const deadline = setTimeout(() => void leaveSlow(socket), DRAIN_MS);
    socket.send(page, () => {
      clearTimeout(deadline);
      resolve();
    });
  });
}

function leaveSlow(socket: WebSocket): Promise<void> {
  return leave(socket, TRY_AGAIN_LATER, 'slow reader');
}

function leave(socket: WebSocket, code: number, reason?: string): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => socket.terminate(), LEAVE_MS);
    socket.once('close', () => {
      clearTimeout(deadline);
      resolve();
    });
    socket.close(code, reason);
  });
}
