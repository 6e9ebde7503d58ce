import { z } from 'zod';

const TIMEOUT_MS = 10_000;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_/;

/** A server's answer. */
export interface ProbeAnswer {
  kind: 'answer';
  host: string;
  status: number;
  body: string;
  /** The lead of its clock over ours; undefined where it sends no time. */
  aheadMs: number | undefined;
}

/** The reason why there is no answer. */
export interface ProbeFailure {
  kind: 'failure';
  host: string;
  reason: 'name' | 'refused' | 'certificate' | 'time' | 'other';
  says: string;
}

/** Sends a request to a server and distinguishes the reasons for a missing answer, since each has a different fix. */
export async function probe(
  url: string,
  init: RequestInit = {},
  timeoutMs = TIMEOUT_MS,
): Promise<ProbeAnswer | ProbeFailure> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const aheadMs = aheadOf(response.headers, Date.now());
    return { kind: 'answer', host, status: response.status, body: await response.text(), aheadMs };
  } catch (error) {
    return { kind: 'failure', host, ...failureOf(error, host, timeoutMs) };
  }
}

/** Parses a body of JSON; returns undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Computes how far a server's clock is ahead; a cache sends the time of the original answer, and its age. */
function aheadOf(headers: Headers, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date) ? undefined : date + (Number.isNaN(age) ? 0 : age * 1000) - now;
}

function failureOf(error: unknown, host: string, timeoutMs: number): Pick<ProbeFailure, 'reason' | 'says'> {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { reason: 'name', says: `the name ${host} was not found (${code})` };
  if (code === 'ECONNREFUSED') return { reason: 'refused', says: `${host} refuses the connection (${code})` };
  if (CERTIFICATE.test(code))
    return { reason: 'certificate', says: `the certificate of ${host} is not valid (${code})` };
  if (code === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { reason: 'time', says: `${host} does not answer within ${timeoutMs / 1000} seconds` };
  return { reason: 'other', says: `${host} cannot be reached (${code})` };
}

/** Returns the code of the underlying error, which fetch hides behind one of its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

const healthSchema = z.object({ status: z.literal('ok') });

/** Checks whether an answer from /livez is the assistant's own. */
export function isAssistantHealth({ status, body }: ProbeAnswer): boolean {
  return status === 200 && healthSchema.safeParse(parseJson(body)).success;
}

/** Says what to do where a server that others run cannot be reached. */
export function fixForOutgoing({ host, reason }: ProbeFailure): string {
  if (reason === 'certificate')
    return `Something in between answers for ${host}: let ${host} through without inspection, or name a file with the certificate of what opens it in NODE_EXTRA_CA_CERTS`;
  return `Let this machine look up the name ${host}, and reach it by https (port 443)`;
}
