import { pino } from 'pino';

/** Writes one JSON line an event to standard output; carries ids and errors, never what somebody typed. */
export type Log = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error'>;

/** The log of this process. */
export function openLog(level: string): Log {
  return pino({ level, base: null, errorKey: 'error' });
}
