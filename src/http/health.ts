import type { Server } from 'restify';
import { type Log, originOf } from '../lib/log.ts';
import { UnavailableError } from '../lib/unavailable-error.ts';
import { NO_STORE } from './headers.ts';
import { sendJson } from './respond.ts';

/** How long an answer is used again: a flood of questions writes no more rows than one curious proxy. */
const REUSED_MS = 2000;

export interface HealthOptions {
  /** The things that the assistant needs in order to answer people, by name. Each check throws where its thing is missing. */
  checks: Readonly<Record<string, () => Promise<void>>>;
  /** Aborted as soon as the assistant stops. */
  stopping: AbortSignal;
  /** The API keys whose holders are told what is missing; others are not, since it would tell an attacker what works. */
  keys: {
    check(authorization: string | undefined): Promise<unknown>;
    /** Checks whether this process has accepted the key before, without the store. */
    hasAccepted(authorization: string | undefined): boolean;
  };
  log: Log;
}

/** What is missing, by the name of its check; empty where the assistant is ready. */
type Missing = Record<string, string>;

/**
 * Adds `/livez` (the process answers at all: restart it if it does not) and `/readyz` (it can serve people: send it nobody if it
 * cannot) to the server. `/healthz` is what 0.1.0 called `/livez`.
 */
export function mountHealth(server: Server, { checks, stopping, keys, log }: HealthOptions): void {
  const readiness = readinessOf(checks, log);

  for (const path of ['/livez', '/healthz'])
    server.get(path, async (_request, response) => sendJson(response, 200, { status: 'ok' }, NO_STORE));

  server.get('/readyz', async ({ headers: { authorization } }, response) => {
    const missing = stopping.aborted ? { process: 'stopping' } : await readiness();
    const isReady = Object.keys(missing).length === 0;
    const body = {
      status: isReady ? 'ready' : 'unavailable',
      ...(!isReady && (await mayKnow(authorization)) && { missing }),
    };
    sendJson(response, isReady ? 200 : 503, body, { ...NO_STORE, ...(!isReady && { 'Retry-After': '5' }) });
  });

  async function mayKnow(authorization: string | undefined): Promise<boolean> {
    if (keys.hasAccepted(authorization)) return true;
    return keys.check(authorization).then(
      () => true,
      () => false,
    );
  }
}

/** Returns a function that runs the checks, no more often than every two seconds, and logs when their outcome changes. */
function readinessOf(checks: HealthOptions['checks'], log: Log): () => Promise<Missing> {
  let latest: { missing: Promise<Missing>; until: number } | undefined;
  let before = '';
  const look = async (): Promise<Missing> => {
    const failed = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await check();
          return [];
        } catch (error) {
          const why = error instanceof UnavailableError ? `${error.kind} (${error.code})` : 'failed';
          if (before === '') log.warn({ ...originOf(error), check: name }, 'the assistant is not ready');
          return [[name, why] as const];
        }
      }),
    );
    const missing = Object.fromEntries(failed.flat());
    const now = Object.keys(missing).join();
    if (before !== '' && now === '') log.info({}, 'the assistant is ready again');
    before = now;
    return missing;
  };
  return () => {
    if (latest && Date.now() < latest.until) return latest.missing;
    const missing = look();
    const current = { missing, until: Number.POSITIVE_INFINITY };
    latest = current;
    void missing.then(() => {
      current.until = Date.now() + REUSED_MS;
    });
    return missing;
  };
}
