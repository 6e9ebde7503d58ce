import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { SignInProblem } from './problem.ts';

/** Of the answers that the person brings back: those after which they can simply try again, or not want to. */
const BROKEN_OFF = ['access_denied', 'login_required', 'interaction_required', 'consent_required'];
const OVERLOADED = ['temporarily_unavailable', 'server_error'];
/** Of openid-client: what came was no answer of an issuer. */
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/** Of openid-client: what is at that address is no issuer, or another one. */
const NOT_THAT_ISSUER = [
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
];

/** What an error of openid-client means to the person and to the operator. */
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
  // What fetch throws where nobody answers.
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
