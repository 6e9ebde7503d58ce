import type { Server } from 'restify';
import type { Counts } from './analytics/counts.ts';
import type { Helpdesk } from './helpdesk/open.ts';
import { type Log, originOf } from './lib/log.ts';
import type { repeat } from './lib/repeat.ts';
import type { UnderWay } from './lib/under-way.ts';
import type { Limits } from './limits/limits.ts';
import type { Store } from './store/store.ts';

/** The longest that a stop takes, whatever hangs; the programs that run containers kill after ten seconds. */
export const STOP_WITHIN_MS = 10_000;

/** The parts of a running assistant that a stop ends. */
interface Running {
  /** Aborted when the stop begins: from then on requests are refused, and the assistant is not ready. */
  stopping: AbortController;
  server: Server;
  turns: UnderWay;
  /** What is done again and again. */
  chores: readonly Pick<ReturnType<typeof repeat>, 'stop'>[];
  helpdesk: Pick<Helpdesk, 'close'> | undefined;
  webChat: { acceptNoMore(): void; close(): Promise<void> };
  counts: Pick<Counts, 'close'>;
  limits: Pick<Limits, 'close'>;
  store: Pick<Store, 'close'>;
}

/** A step of the stop: its name for the log, and the time after which the next step begins all the same. */
interface Step {
  name: string;
  withinMs: number;
  run: () => unknown;
}

/** Returns the steps of the stop in their order. */
function stepsFor(parts: Running): Step[] {
  const { stopping, server, turns, chores, helpdesk, webChat, counts, limits, store } = parts;
  const connections = server.server;
  let closed: Promise<void> | undefined;
  return [
    {
      name: 'take no new work',
      withinMs: 100,
      run() {
        stopping.abort();
        webChat.acceptNoMore();
        closed = new Promise((resolve) => server.close(() => resolve()));
      },
    },
    { name: 'finish the turns under way', withinMs: 3000, run: () => turns.done() },
    {
      name: 'leave deliveries and chores for the next start',
      withinMs: 1500,
      run: () => Promise.all([helpdesk?.close(), ...chores.map((chore) => chore.stop())]),
    },
    { name: 'close the streams', withinMs: 1200, run: () => webChat.close() },
    { name: 'finish the requests under way', withinMs: 1000, run: () => closed },
    { name: 'cut the other connections', withinMs: 100, run: () => connections.closeAllConnections() },
    { name: 'write the counts', withinMs: 1000, run: () => counts.close() },
    { name: 'close the limits', withinMs: 500, run: () => limits.close() },
    { name: 'close the store', withinMs: 1500, run: () => store.close() },
  ];
}

/** Stops the assistant step by step; a step that hangs is logged and left. Never throws. */
export async function stop(parts: Running, log: Log): Promise<void> {
  const began = Date.now();
  log.info({ withinMs: STOP_WITHIN_MS }, 'stopping');
  for (const { name, withinMs, run } of stepsFor(parts)) {
    try {
      const isDone = await within(withinMs, run());
      if (!isDone) log.warn({ step: name, withinMs }, 'a step of the stop hangs and is skipped');
    } catch (error) {
      log.error({ ...originOf(error), step: name }, 'a step of the stop failed');
    }
  }
  log.info({ ms: Date.now() - began, withinMs: STOP_WITHIN_MS }, 'stopped');
}

/** Waits for something, but no longer than so many milliseconds; resolves to whether it is done. */
function within(ms: number, work: unknown): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), ms);
    Promise.resolve(work)
      .then(() => resolve(true), reject)
      .finally(() => clearTimeout(timer));
  });
}
