import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadPack } from './read-pack.ts';

const WORKER = new URL('./read-pack-worker.ts', import.meta.url);

/** Reads a pack on another thread, so that nobody waits for it. @throws Error where the thread ends without a result. */
export async function readAside(folder: string, stopped: AbortSignal): Promise<ReadPack> {
  const worker = new Worker(WORKER, { workerData: { folder } });
  try {
    const ended = once(worker, 'exit', { signal: stopped }).then(() => {
      throw new Error('the thread that reads the content pack ended without a result');
    });
    const [read] = await Promise.race([once(worker, 'message', { signal: stopped }), ended]);
    return read as ReadPack;
  } finally {
    await worker.terminate();
  }
}
