import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Asks for a plain page again and again, beside the bench's own work; `stop` returns the longest time that it took. */
export function watchPage(url: string): { stop: () => Promise<number> } {
  const watching = new Worker(new URL('watch-page.ts', import.meta.url), { workerData: url });
  return {
    async stop() {
      watching.postMessage('stop');
      const [longest] = await once(watching, 'message');
      return Number(longest);
    },
  };
}
