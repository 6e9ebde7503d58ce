import { type Log, originOf } from './log.ts';

interface Repeated {
  /** Ends it, after what is running just now, which is told by its signal. */
  stop(): Promise<void>;
}

/** Does something every so often, never twice at once where it takes longer than that; a failure is logged, and ends nothing. */
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
      log.error(originOf(error), `${what} failed`);
    } finally {
      running = undefined;
    }
  };
  const timer = setInterval(() => {
    running ??= once();
  }, ms).unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
