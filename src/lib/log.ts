import { pino } from 'pino';
import { correlationId } from './correlation.ts';

/** A log of one JSON line per event. It holds ids and where an error came from, never what somebody typed. */
export type Log = Pick<ReturnType<typeof openLog>, 'info' | 'warn' | 'error'>;

/** Opens the log of this process, which goes to standard output; a line that a request brought about has its id. */
export function openLog(level: string) {
  const mixin = (): object => {
    const correlation = correlationId();
    return correlation === undefined ? {} : { correlation };
  };
  return pino({ level, base: null, mixin });
}

/** Returns where an error came from, for the log, without its message, which may quote a person. */
export function originOf(error: unknown): { error: string; frames: string[] } {
  const { name, message, stack } = error instanceof Error ? error : new Error();
  return { error: name, frames: stack?.replace(message, '').split('\n').slice(1) ?? [] };
}
