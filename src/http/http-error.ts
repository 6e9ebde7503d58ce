import { originOf } from '../lib/log.ts';
import { UnavailableError } from '../lib/unavailable-error.ts';

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

/** The answer while the store or something else that every request needs does not work. */
const UNAVAILABLE = new HttpError(
  503,
  'Unavailable',
  'The assistant cannot do this right now. Try again in a moment.',
  {
    'Retry-After': '5',
  },
);

interface ErrorLog {
  error(fields: object, message: string): void;
}

/**
 * Turns any error into one that the client may see. Others than HttpErrors are logged as `what`: one that passes, such as trouble of
 * the store, becomes a 503, an unexpected one a 500.
 */
export function toHttpError(error: unknown, log: ErrorLog, what: string): HttpError {
  if (error instanceof HttpError) return error;
  logError(error, log, what);
  if (error instanceof UnavailableError) return UNAVAILABLE;
  return new HttpError(500, 'ServerError', 'Something went wrong here. Try again in a moment.');
}

/** Returns the headers that the answer to an error has. */
export function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof UnavailableError) return UNAVAILABLE.headers;
  return error instanceof HttpError ? error.headers : {};
}

/** Logs where an error came from, but not its message, which may quote a person. */
export function logError(error: unknown, log: ErrorLog, what: string): void {
  log.error(originOf(error), what);
}
