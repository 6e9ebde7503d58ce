import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { startProcess } from '../../support/assistant-process.ts';
import { DirectLinePerson } from '../../support/direct-line.ts';
import { median } from '../median.ts';
import { memoryOf, TELLS_MEMORY } from '../soak/memory-of.ts';
import type { Bench } from './ratio.ts';

const MESSAGES = ['start', 'next', 'which browser should I use?'];
/** What a conversation may take that nobody is at. */
const MOST_BYTES = 1.3 * 1024;
/** Those before it are for the compiler, for whatever is loaded on the way, and to fill what is kept of the latest thousand tokens. */
const WARM_UP = 1_500;
const HELD = 1_500;
/** What else is in use changes now and then by more than a batch takes. */
const BATCHES = 5;
const AT_ONCE = 16;
/** The limits let no address open many more in a minute. */
const OF_ONE_ADDRESS = 250;
/** Counters of calls are dropped after a minute at the latest; until then a conversation is not idle. */
const SETTLES_MS = 65_000;

/** Measures how much of the heap a conversation takes that nobody is at, beside what it may take. */
export const measureHeap: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-heap-'));
  const server = await startProcess({
    DATABASE_URL: `file:${join(folder, 'store.sqlite')}`,
    ...TELLS_MEMORY,
  });
  let held = 0;
  /** Holds so many more conversations, and returns the bytes in use once nobody has been at any of them for a minute. */
  const heapWith = async (more: number): Promise<number> => {
    report(`${more} conversations are held, and left alone for a minute`);
    await hold(server.url, more, held);
    held += more;
    await after(SETTLES_MS);
    return (await memoryOf(server)).heap;
  };
  try {
    const grown: number[] = [];
    let before = await heapWith(WARM_UP);
    for (let batch = 1; batch <= BATCHES; batch++) {
      const now = await heapWith(HELD);
      grown.push((now - before) / HELD);
      report(`batch ${batch}: ${grown.at(-1)?.toFixed(0)} bytes of heap for a conversation`);
      before = now;
    }
    const bytes = median(grown);
    return [
      {
        what: 'an idle conversation of 3 messages, bytes of heap',
        ours: bytes,
        baseline: MOST_BYTES,
        ratio: bytes / MOST_BYTES,
        goal: { atMost: 1 },
      },
    ];
  } finally {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true });
  }
};

/** Holds so many conversations, a few at a time; `earlier` were held before. */
async function hold(url: string, wanted: number, earlier: number): Promise<void> {
  let begun = 0;
  const people = async () => {
    while (begun < wanted) {
      const address = `10.0.0.${1 + Math.floor((earlier + begun++) / OF_ONE_ADDRESS)}`;
      // On a busy machine a connection may be closed for its idleness just as it is used again.
      await converse(url, address).catch(() => converse(url, address));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, people));
}

async function converse(url: string, address: string): Promise<void> {
  const person = new DirectLinePerson(url, { 'X-Forwarded-For': address });
  await person.open();
  for (const text of MESSAGES) {
    const answer = await person.post({ type: 'message', text });
    if (!answer.ok) throw new Error(`a message was answered ${answer.status}`);
    await answer.arrayBuffer();
  }
}
