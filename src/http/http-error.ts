import { originOf } from '../lib/log.ts';

/** The refusal of a request: an HTTP status, a code for programs, a sentence that says what to do, and headers such as Retry-After. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The body of the answer, in the shape that Direct Line and the Bot Framework give their errors. */
  get body(): { error: { code: string; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

interface ErrorLog {
  error(fields: object, message: string): void;
}

/** Turns any error into one that the client may see; an unexpected one is logged as `what` and becomes a 500. */
export function toHttpError(error: unknown, log: ErrorLog, what: string): HttpError {
  if (error instanceof HttpError) return error;
  logError(error, log, what);
  return new HttpError(500, 'ServerError', 'Something went wrong here. Try again in a moment.');
}

/** Logs where an error came from, but not its message, which may quote a person. */
export function logError(error: unknown, log: ErrorLog, what: string): void {
  log.error(originOf(error), what);
}
