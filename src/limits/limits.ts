import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';
import { HttpError } from '../http/http-error.ts';
import { type Log, originOf } from '../lib/log.ts';
import type { Metric } from '../lib/metrics.ts';
import type { Counters } from './counters.ts';
import { type AddressScope, RULES, type Scope } from './rules.ts';

/** All addresses share this many counters, so that a flood from ever new addresses takes no more memory. */
const ADDRESS_COUNTERS = 2 ** 18;
const KEY_BYTES = 16;
/** The log says no more often than this that a limit was met, or that counting failed. */
const LOG_EVERY_MS = 60_000;
/** After a failure nobody waits for the counters again for this long. */
const PAUSE_MS = 5_000;

/** A refused call. */
export interface Refusal {
  /** The time until the next call is let in. */
  retryMs: number;
  /** True for the first call that this limit refuses, so that somebody is told once and not for every message. */
  isFirst: boolean;
}

export interface LimitsOptions {
  counters: Counters;
  /** Hides addresses, conversations and keys in the counters; the same for all processes that share them. */
  secret: string;
  /** Returns the address of the client that sent a request. */
  addressOf: (request: IncomingMessage) => string;
  log: Log;
}

/** Counts calls and refuses those beyond the limits. Where counting fails, everybody is let in. */
export class Limits {
  readonly #counters: Counters;
  readonly #secret: string;
  readonly #log: Log;
  /** Returns the address of the client that sent a request. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly #refused = new Map<Scope, number>();
  readonly #logged = new Map<string, number>();
  #pausedUntil = 0;

  constructor({ counters, secret, addressOf, log }: LimitsOptions) {
    this.#counters = counters;
    this.#secret = secret;
    this.addressOf = addressOf;
    this.#log = log;
  }

  /** Counts a call; undefined where it is within the limit. */
  async refusal(scope: Scope, key: string): Promise<Refusal | undefined> {
    if (Date.now() < this.#pausedUntil) return undefined;
    try {
      await this.#counters.of(scope).consume(this.#hidden(scope, key));
      return undefined;
    } catch (error) {
      if (error instanceof RateLimiterRes) return this.#refuse(scope, error);
      this.#pausedUntil = Date.now() + PAUSE_MS;
      this.#logSometimes('counting', originOf(error), 'calls cannot be counted, so no limit applies');
      return undefined;
    }
  }

  /** Counts a call. @throws HttpError 429 that says when to try again, where it is beyond the limit. */
  async check(scope: Scope, key: string): Promise<void> {
    const refusal = await this.refusal(scope, key);
    if (refusal) throw tooMany(refusal);
  }

  /** Counts a request by the address of its client. @throws HttpError 429 where that is beyond the limit. */
  async checkAddress(scope: AddressScope, request: IncomingMessage): Promise<void> {
    await this.check(scope, this.addressOf(request));
  }

  /** Returns how many calls each limit has refused since the start. */
  metrics(): Metric[] {
    const samples = Object.keys(RULES).map((scope) => ({
      labels: { scope },
      value: this.#refused.get(scope as Scope) ?? 0,
    }));
    return [
      {
        kind: 'counter',
        name: 'assistant_rate_limited_requests_total',
        help: 'Calls that a limit has refused since the start, by what it counts',
        samples,
      },
    ];
  }

  close(): Promise<void> {
    return this.#counters.close();
  }

  #refuse(scope: Scope, { consumedPoints, msBeforeNext }: RateLimiterRes): Refusal {
    this.#refused.set(scope, (this.#refused.get(scope) ?? 0) + 1);
    this.#logSometimes(scope, { scope }, 'calls beyond a limit are refused');
    return { retryMs: msBeforeNext, isFirst: consumedPoints === RULES[scope].limit + 1 };
  }

  /**
   * An address is personal data, and so may be a conversation's id: the counters know neither. Each request is counted twice, and the
   * object of an HMAC takes several times as long to make as a hash; nobody gets one that they could extend.
   */
  #hidden(scope: Scope, key: string): string {
    const hidden = hash('sha256', `${this.#secret} ${key}`, 'buffer');
    return RULES[scope].per === 'address'
      ? String(hidden.readUInt32BE() % ADDRESS_COUNTERS)
      : hidden.toString('base64url', 0, KEY_BYTES);
  }

  #logSometimes(about: string, fields: object, message: string): void {
    const now = Date.now();
    if (now - (this.#logged.get(about) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return;
    this.#logged.set(about, now);
    this.#log.warn(fields, message);
  }
}

/** Returns the refusal as programs get it: when to try again, in whole seconds. */
export function tooMany({ retryMs }: Pick<Refusal, 'retryMs'>): HttpError {
  const seconds = Math.max(1, Math.ceil(retryMs / 1000));
  return new HttpError(429, 'TooManyRequests', `That was too often. Try again in ${seconds} s.`, {
    'Retry-After': String(seconds),
  });
}
