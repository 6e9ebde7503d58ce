import { UnavailableError } from '../lib/unavailable-error.ts';

/**
 * The kinds of trouble with a database, which ask for different help: its disk is full; somebody else holds it locked;
 * it is damaged; it is gone, or was replaced; it cannot be reached; something else.
 */
export type StoreErrorKind = 'full' | 'locked' | 'corrupt' | 'missing' | 'unreachable' | 'unknown';

const SAYS: Record<StoreErrorKind, string> = {
  full: 'the database has no room left',
  locked: 'something else keeps the database locked',
  corrupt: 'the database is damaged',
  missing: 'the database is not there any more',
  unreachable: 'the database does not answer',
  unknown: 'the database could not do it',
};

/**
 * The error of every store for every trouble of its database. Neither its message nor anything else of it holds a key or a
 * value, so that it may be logged: the driver's own error, which may quote them, is its cause only where a store does not
 * open.
 */
export class StoreError extends UnavailableError {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;
  /** The code by which the database's own manual explains the error, or that of the connection. */
  readonly code: string;

  constructor(kind: StoreErrorKind, code: string, { says, cause }: StoreErrorOptions = {}) {
    super(says ?? `${SAYS[kind]} (${code})`, { cause });
    this.kind = kind;
    this.code = code;
  }
}

interface StoreErrorOptions {
  /** The message, where more can be said than the kind and the code. */
  says?: string;
  cause?: unknown;
}
