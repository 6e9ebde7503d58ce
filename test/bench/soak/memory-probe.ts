import { setTimeout as after } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';

/** Memory outside the heap is given back a little after what held it. */
const GIVEN_BACK_MS = 200;

/** Loaded into the server before all else (`--import`): on SIGUSR2 it collects garbage and prints the memory that is still in use. */
if (isMainThread)
  process.on('SIGUSR2', async () => {
    for (let collected = 0; collected < 2; collected++) {
      globalThis.gc?.();
      await after(GIVEN_BACK_MS);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    console.log(`memory ${JSON.stringify({ rss, heap: heapUsed + external })}`);
  });
