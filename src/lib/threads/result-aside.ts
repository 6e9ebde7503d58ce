import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs a file on another thread, and returns the one message that it sends. @throws Error where it ends without one. */
export async function resultAside(file: URL, workerData: unknown, stopped: AbortSignal): Promise<unknown> {
  const worker = new Worker(file, { workerData });
  try {
    const ended = once(worker, 'exit', { signal: stopped }).then(() => {
      throw new Error('the thread beside the one that answers ended without a result');
    });
    const [result] = await Promise.race([once(worker, 'message', { signal: stopped }), ended]);
    return result;
  } finally {
    await worker.terminate();
  }
}
