import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { SignInProblem } from './problem.ts';

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
    if (code !== undefined && NO_ANSWER.includes(code)) return unreachable(code, cause);
    const kind = code !== undefined && NOT_THAT_ISSUER.includes(code) ? 'misconfigured' : 'untrusted';
    return new SignInProblem(kind, { setting: 'HELPDESK_ISSUER', code, cause });
  }
  // Thrown by fetch where nobody answers.
  if (cause instanceof TypeError && cause.message === 'fetch failed')
    return unreachable('fetch failed', cause);
  throw cause;
}

function unreachable(code: string, cause: unknown): SignInProblem {
  return new SignInProblem('unreachable', { setting: 'HELPDESK_ISSUER', code, cause });
}

function wrongSecret(code: string, cause: unknown): SignInProblem {
  return new SignInProblem('misconfigured', { setting: 'HELPDESK_CLIENT_SECRET', code, cause });
}
