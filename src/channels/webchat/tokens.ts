import type { webcrypto } from 'node:crypto';
import * as errors from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';

const LIFE_SECONDS = 30 * 60;
const STREAM_LIFE_SECONDS = 60;
const CONVERSATION = 'conversation';
const STREAM = 'stream';
/** The tokens whose signature is not computed again: more than the people who write at the same time, and a megabyte at most. */
const MOST_CHECKED = 1_000;

const claimsSchema = z.object({ conversation: z.string(), user: z.string(), origin: z.string().optional() });

/** The claims of a token: its conversation and person, and the site that it may be used from. */
export type Claims = z.infer<typeof claimsSchema>;

/**
 * The use of a token: `valid` for calls; `renewable` for a new token or the end of its conversation, which also accepts one
 * that expired within the retention; `stream` in the address of a stream, which accepts only the short-lived kind.
 */
export type TokenUse = 'valid' | 'renewable' | 'stream';

/** Issues and verifies the tokens of the web chat. */
export interface Tokens {
  /** Issues a token for calls, with its life in seconds. */
  issue(claims: Claims): Promise<{ token: string; expires_in: number }>;
  /** Issues a token that only opens a stream, and only for a minute, because proxies log addresses. */
  issueForStream(claims: Claims): Promise<string>;
  /** Verifies a token and returns its claims. @throws HttpError where it is forged, of another kind or too old. */
  verify(token: string, use: TokenUse): Promise<Claims>;
}

/** Creates the tokens' issuer; an expired token can be renewed for as long as the history is kept. */
export function createTokens(key: () => Promise<webcrypto.CryptoKey>, retentionMs: number): Tokens {
  const sign = async (
    { conversation, user, origin }: Claims,
    audience: string,
    life: number,
  ): Promise<string> =>
    new SignJWT({ conversation, user, ...(origin !== undefined && { origin }) })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${life}s`)
      .sign(await key());

  /** The claims of tokens that were found to be valid, and until when they are, in seconds since 1970; the oldest one first. */
  const checked = new Map<string, { claims: Claims; expires: number }>();
  const remember = (token: string, claims: Claims, expires: number): void => {
    const [oldest] = checked.keys();
    if (oldest !== undefined && checked.size >= MOST_CHECKED) checked.delete(oldest);
    checked.set(token, { claims, expires });
  };

  return {
    async issue(claims) {
      return { token: await sign(claims, CONVERSATION, LIFE_SECONDS), expires_in: LIFE_SECONDS };
    },
    issueForStream: (claims) => sign(claims, STREAM, STREAM_LIFE_SECONDS),
    async verify(token, use) {
      // A page sends its token with each call: the signature would wait for the threads that also wait for the disk.
      const before = use === 'stream' ? undefined : checked.get(token);
      if (before && Date.now() / 1000 < before.expires) return before.claims;
      checked.delete(token);
      const secret = await key();
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience: use === 'stream' ? STREAM : CONVERSATION,
          requiredClaims: ['exp'],
          clockTolerance: use === 'renewable' ? retentionMs / 1000 : 0,
        });
        const claims = claimsSchema.parse(payload);
        if (use === 'valid' && payload.exp !== undefined) remember(token, claims, payload.exp);
        return claims;
      } catch (error) {
        throw error instanceof errors.JWTExpired ? expired(use) : forged();
      }
    },
  };
}

function expired(use: TokenUse): HttpError {
  const remedy =
    use === 'renewable'
      ? 'It is too old to be renewed: ask for a new conversation, without a token.'
      : 'Renew it at POST /api/webchat/token.';
  return new HttpError(403, 'TokenExpired', `The token has expired. ${remedy}`);
}

function forged(): HttpError {
  return new HttpError(
    403,
    'InvalidToken',
    'This token is not valid here. Ask for a new one at POST /api/webchat/token.',
  );
}
