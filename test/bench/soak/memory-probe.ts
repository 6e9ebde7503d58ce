import { isMainThread } from 'node:worker_threads';

/** Loaded into the server before all else (`--import`): on SIGUSR2 it collects garbage and prints the memory that is still in use. */
if (isMainThread)
  process.on('SIGUSR2', () => {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    console.log(`memory ${JSON.stringify({ rss, heap: heapUsed + external })}`);
  });
