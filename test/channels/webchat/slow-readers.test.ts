import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { History } from '../../../src/channels/webchat/history.ts';
import { Streams } from '../../../src/channels/webchat/streams.ts';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
);
afterEach(() => void vi.useRealTimers());

/** A socket whose client takes only as much as a test lets it. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  closed: [number, string | undefined] | undefined;
  isTerminated = false;
  readonly #waiting: (() => void)[] = [];

  send(page: string, taken: () => void = () => {}): void {
    const bytes = Buffer.byteLength(page);
    this.bufferedAmount += bytes;
    this.#waiting.push(() => {
      this.bufferedAmount -= bytes;
      taken();
    });
  }

  ping(): void {}

  close(code: number, reason?: string): void {
    this.readyState = 2;
    this.closed = [code, reason];
  }

  terminate(): void {
    this.isTerminated = true;
    this.emit('close');
  }

  /** Lets the client read everything that waits for it. */
  read(): void {
    for (const taken of this.#waiting.splice(0)) taken();
  }
}

/** A conversation with so many pages of 200 kB. */
function streamsOf(pages: number): Streams {
  const history: Pick<History, 'after' | 'statusOf' | 'watch'> = {
    watch: () => () => {},
    after: async (_, last) => ({
      rows: last < pages ? [{ id: `${last + 1}`, type: 'message', text: 'x'.repeat(200_000) }] : [],
      last: Math.min(last + 1, pages),
      hasMore: last + 1 < pages,
    }),
    statusOf: async () => 'open',
  };
  return new Streams(history as History);
}

const open = (streams: Streams, socket: FakeSocket) =>
  streams.add('c', socket as unknown as WebSocket, 0, '203.0.113.7');

describe('A window that does not read', () => {
  test('holds one page, and gets the next one once it has read that', async () => {
    const socket = new FakeSocket();
    open(streamsOf(3), socket);
    const sizes: number[] = [];
    for (let page = 0; page < 4; page++) {
      await vi.advanceTimersByTimeAsync(0);
      sizes.push(Math.round(socket.bufferedAmount / 200_000));
      socket.read();
    }
    expect(sizes).toEqual([1, 1, 1, 0]);
  });

  test('is left after twenty seconds, and may come back', async () => {
    const socket = new FakeSocket();
    open(streamsOf(3), socket);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(socket.closed).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.closed).toEqual([1013, 'slow reader']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.isTerminated).toBe(true);
  });

  test('is left before a megabyte waits for it, whatever it is sent', async () => {
    const socket = new FakeSocket();
    const streams = streamsOf(3);
    open(streams, socket);
    for (let at = 0; at < 20_000 && !socket.closed; at++) streams.showUnstored('c', { type: 'typing' });
    expect(socket.closed).toEqual([1013, 'slow reader']);
    expect(socket.bufferedAmount).toBeLessThan(1024 * 1024);
  });
});

test('A process is full with two thousand windows, and has room again once one is closed', () => {
  const streams = streamsOf(0);
  const sockets = Array.from({ length: 2000 }, () => new FakeSocket());
  for (const [at, socket] of sockets.entries()) {
    expect(streams.isFull).toBe(false);
    streams.add(`c${at}`, socket as unknown as WebSocket, 0, '203.0.113.7');
  }
  expect(streams.isFull).toBe(true);
  sockets[0]?.terminate();
  expect(streams.isFull).toBe(false);
});
