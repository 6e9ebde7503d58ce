import { type Log, originOf } from './log.ts';

interface Repeated {
  /** Runs it at once, besides the repetition, unless it is running. */
  runNow(): void;
  /** Ends the repetition; a run that is under way is stopped by its signal, and awaited. */
  stop(): Promise<void>;
}

/** Runs something every `ms` milliseconds, never twice at once; a failure is logged, and the next run still comes. */
export function repeat(
  ms: number,
  what: string,
  run: (stopped: AbortSignal) => Promise<unknown>,
  log: Log,
): Repeated {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const once = async (): Promise<void> => {
    try {
      await run(stopping.signal);
    } catch (error) {
      // A run that was told to end may have broken off its work.
      if (!stopping.signal.aborted) log.error(originOf(error), `${what} failed`);
    } finally {
      running = undefined;
    }
  };
  const runNow = (): void => {
    running ??= once();
  };
  const timer = setInterval(runNow, ms).unref();
  return {
    runNow,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
