import { pino } from 'pino';

/** Writes one JSON line an event to standard output; carries ids and where an error came from, never what somebody typed. */
export type Log = Pick<ReturnType<typeof openLog>, 'info' | 'warn' | 'error'>;

/** The log of this process. */
export function openLog(level: string) {
  return pino({ level, base: null });
}

/** Where an error came from, for the log: not its message, which may quote a person. */
export function originOf(error: unknown): { error: string; frames: string[] } {
  const { name, message, stack } = error instanceof Error ? error : new Error();
  return { error: name, frames: stack?.replace(message, '').split('\n').slice(1) ?? [] };
}
