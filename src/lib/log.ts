import { pino } from 'pino';
import { sourceFrame } from './bundle/source-frame.ts';
import { correlationId } from './correlation.ts';
import { logDestination } from './log-destination.ts';
import { UnavailableError } from './unavailable-error.ts';

/** A log of one JSON line per event. It holds ids and where an error came from, never what somebody typed. */
export type Log = Pick<ReturnType<typeof openLog>, 'info' | 'warn' | 'error'>;

/** Opens the log of this process, which goes to standard output; a line that a request brought about has its id. */
export function openLog(level: string) {
  const mixin = (): object => {
    const correlation = correlationId();
    return correlation === undefined ? {} : { correlation };
  };
  return pino({ level, base: null, mixin }, logDestination);
}

/** The shape of the codes of Node, of databases and of libraries; anything else may be a person's words. */
const CODE = /^[A-Z0-9][A-Z0-9_]*( \d+)?$/;

/** Where an error came from and which kind it is, for the log. */
interface ErrorOrigin {
  error: string;
  kind?: string;
  code?: string;
  frames: string[];
}

/** Returns where an error came from and its code, for the log, without its message, which may quote a person. */
export function originOf(error: unknown): ErrorOrigin {
  const { name, message, stack } = error instanceof Error ? error : new Error();
  return {
    error: name,
    ...(error instanceof UnavailableError && { kind: error.kind }),
    ...codeOf(error),
    frames: stack?.replace(message, '').split('\n').slice(1).map(sourceFrame) ?? [],
  };
}

function codeOf(error: unknown): { code?: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? { code } : {};
}
