const TIMEOUT_MS = 10_000;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_/;

/** What a server answered. */
export interface Answer {
  kind: 'answer';
  host: string;
  status: number;
  body: string;
  /** How far its clock is ahead of ours; undefined where it does not say. */
  aheadMs: number | undefined;
}

/** Why there is no answer. */
export interface Trouble {
  kind: 'trouble';
  host: string;
  reason: 'name' | 'refused' | 'certificate' | 'time' | 'other';
  says: string;
}

/** Asks a server, and tells apart the reasons for which there may be no answer, since each has another fix. */
export async function reach(
  url: string,
  init: RequestInit = {},
  timeoutMs = TIMEOUT_MS,
): Promise<Answer | Trouble> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const aheadMs = aheadOf(response.headers, Date.now());
    return { kind: 'answer', host, status: response.status, body: await response.text(), aheadMs };
  } catch (error) {
    return { kind: 'trouble', host, ...troubleOf(error, host, timeoutMs) };
  }
}

/** What stands in a body of JSON; undefined where it is none. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A cache answers with the time at which it got the answer, and says how long ago that was. */
function aheadOf(headers: Headers, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date) ? undefined : date + (Number.isNaN(age) ? 0 : age * 1000) - now;
}

function troubleOf(error: unknown, host: string, timeoutMs: number): Pick<Trouble, 'reason' | 'says'> {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { reason: 'name', says: `the name ${host} is not found (${code})` };
  if (code === 'ECONNREFUSED') return { reason: 'refused', says: `${host} refuses the connection (${code})` };
  if (CERTIFICATE.test(code))
    return { reason: 'certificate', says: `the certificate of ${host} does not count (${code})` };
  if (code === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { reason: 'time', says: `${host} does not answer within ${timeoutMs / 1000} seconds` };
  return { reason: 'other', says: `${host} cannot be reached (${code})` };
}

/** fetch hides the reason behind an error of its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
