import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { z } from 'zod';
import { CLOCK_TOLERANCE_SECONDS } from '../../config/clock-tolerance.ts';
import { type ClockDifference, SignInProblem } from './problem.ts';

/** The code of openid-client for a token that is not valid yet, or no longer. */
const TIME_CHECK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
/** A time that a date can hold, in seconds since 1970. */
const seconds = z.number().int().min(0).max(4e9).optional();
/** What it says of such a token. */
const timesSchema = z.object({ now: z.number(), claims: z.object({ iat: seconds, nbf: seconds }) });

/** The OAuth errors after which the person can simply try again, or has chosen not to. */
const BROKEN_OFF = ['access_denied', 'login_required', 'interaction_required', 'consent_required'];
const OVERLOADED = ['temporarily_unavailable', 'server_error'];
/** The codes of openid-client for something other than an issuer's answer. */
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/** The codes of openid-client for an address that is not an issuer, or is a different one. */
const NOT_THAT_ISSUER = [
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
];

/**
 * Returns what an error of openid-client means to the person and the operator. Apart from SignInProblem, which is there from the
 * start, because it loads that library.
 */
export function signInProblemOf(cause: unknown): SignInProblem {
  if (cause instanceof SignInProblem) return cause;
  if (cause instanceof AuthorizationResponseError) {
    const code = cause.error;
    if (BROKEN_OFF.includes(code)) return new SignInProblem('cancelled', { code, cause });
    if (OVERLOADED.includes(code)) return unreachable(code, cause);
    return new SignInProblem('misconfigured', { setting: 'HELPDESK_CLIENT_ID', code, cause });
  }
  if (cause instanceof WWWAuthenticateChallengeError) return wrongSecret(String(cause.status), cause);
  if (cause instanceof ResponseBodyError) {
    const code = cause.error;
    if (code === 'invalid_grant') return new SignInProblem('expired', { code, cause });
    if (OVERLOADED.includes(code)) return unreachable(code, cause);
    return wrongSecret(code, cause);
  }
  if (cause instanceof ClientError) {
    const { code } = cause;
    const clock = clockDifferenceIn(cause);
    if (clock) return new SignInProblem('clock', { setting: 'HELPDESK_ISSUER', code, clock, cause });
    if (code !== undefined && NO_ANSWER.includes(code)) return unreachable(code, cause);
    const kind = code !== undefined && NOT_THAT_ISSUER.includes(code) ? 'misconfigured' : 'untrusted';
    return new SignInProblem(kind, { setting: 'HELPDESK_ISSUER', code, cause });
  }
  // Thrown by fetch where nobody answers.
  if (cause instanceof TypeError && cause.message === 'fetch failed')
    return unreachable('fetch failed', cause);
  throw cause;
}

/** Returns how far the issuer's clock is from ours, where that is why its token was refused; undefined otherwise. */
function clockDifferenceIn(error: ClientError): ClockDifference | undefined {
  if (error.code !== TIME_CHECK) return undefined;
  // The library wraps what it found in one or two errors.
  for (let cause = error.cause; cause; cause = cause instanceof Error ? cause.cause : undefined) {
    const { data } = timesSchema.safeParse(cause);
    const issuedAt = data?.claims.iat ?? data?.claims.nbf;
    if (!data || issuedAt === undefined) continue;
    const aheadSeconds = issuedAt - data.now;
    // A token that was issued just now may have other times in it that are wrong.
    if (Math.abs(aheadSeconds) <= CLOCK_TOLERANCE_SECONDS) return undefined;
    return { issuerTime: isoOf(issuedAt), ourTime: isoOf(data.now), aheadSeconds };
  }
  return undefined;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function unreachable(code: string, cause: unknown): SignInProblem {
  return new SignInProblem('unreachable', { setting: 'HELPDESK_ISSUER', code, cause });
}

function wrongSecret(code: string, cause: unknown): SignInProblem {
  return new SignInProblem('misconfigured', { setting: 'HELPDESK_CLIENT_SECRET', code, cause });
}
