import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STOP_WITHIN_MS, stop } from '../src/stop.ts';
import { listeningLog } from './helpdesk/suggest/support.ts';

type Parts = Parameters<typeof stop>[0];

/** The parts of an assistant that write down what is asked of them, in order; those named hang or fail. */
function partsThat({ hang = [], fail = [] }: { hang?: string[]; fail?: string[] } = {}) {
  const asked: string[] = [];
  const ask = (what: string) => async () => {
    asked.push(what);
    if (fail.includes(what)) throw new Error('failed');
    if (hang.includes(what)) await new Promise(() => {});
  };
  const stopping = new AbortController();
  stopping.signal.addEventListener('abort', () => asked.push('not ready'));
  const parts = {
    stopping,
    server: {
      server: { closeAllConnections: () => void asked.push('connections cut') },
      close(done: () => void) {
        asked.push('listening ends');
        if (!hang.includes('requests')) done();
      },
    },
    turns: { done: ask('turns') },
    chores: [{ runNow: () => undefined, stop: ask('purging') }],
    helpdesk: { close: ask('deliveries') },
    webChat: { acceptNoMore: () => void asked.push('no more streams'), close: ask('streams') },
    counts: { close: ask('counts') },
    limits: { close: ask('limits') },
    store: { close: ask('store') },
  };
  return { asked, parts: parts as unknown as Parts };
}

const ORDER = [
  'not ready',
  'no more streams',
  'listening ends',
  'turns',
  'deliveries',
  'purging',
  'streams',
  'connections cut',
  'counts',
  'limits',
  'store',
];

describe('The stop', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('refuses new work, finishes turns, leaves deliveries, closes streams and connections, and the store last', async () => {
    const { asked, parts } = partsThat();
    await stop(parts, listeningLog().log);
    expect(asked).toEqual(ORDER);
  });

  test.each(['turns', 'deliveries', 'purging', 'streams', 'requests', 'counts', 'limits', 'store'])(
    'goes on where this hangs, and tells the log: %s',
    async (what) => {
      const { asked, parts } = partsThat({ hang: [what] });
      const { log, lines } = listeningLog();
      const stopped = stop(parts, log);
      await vi.advanceTimersByTimeAsync(STOP_WITHIN_MS);
      await stopped;
      expect(asked).toEqual(ORDER);
      expect(lines).toContainEqual([expect.anything(), 'a step of the stop hangs and is skipped']);
    },
  );

  test('ends within its bound where everything hangs', async () => {
    const { asked, parts } = partsThat({ hang: [...ORDER, 'requests'] });
    const { log, lines } = listeningLog();
    const stopped = stop(parts, log);
    await vi.advanceTimersByTimeAsync(STOP_WITHIN_MS - 1);
    await stopped;
    expect(asked).toEqual(ORDER);
    expect(lines.at(-1)).toEqual([expect.anything(), 'stopped']);
  });

  test('goes on where steps fail', async () => {
    const { asked, parts } = partsThat({ fail: ORDER });
    await stop(parts, listeningLog().log);
    expect(asked).toEqual(ORDER);
  });
});
