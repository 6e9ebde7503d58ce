import type { webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';

const LIFE_SECONDS = 30 * 60;
const STREAM_LIFE_SECONDS = 60;
const CONVERSATION = 'conversation';
const STREAM = 'stream';

const claimsSchema = z.object({ conversation: z.string(), user: z.string(), origin: z.string().optional() });

/** What a token says: whose conversation it opens, and the site it may be used from. */
export type Claims = z.infer<typeof claimsSchema>;

/**
 * How a token is used: `valid` for the calls; `renewable` where a new one is asked for, which also accepts one that
 * expired within the retention; `stream` where it stands in an address, which also accepts the short-lived kind.
 */
export type TokenUse = 'valid' | 'renewable' | 'stream';

/** Issues and verifies the tokens of the web chat. */
export interface Tokens {
  /** A token for the calls, with its life in seconds. */
  issue(claims: Claims): Promise<{ token: string; expires_in: number }>;
  /** A token that only opens a stream and only for a minute, because addresses end up in the logs of proxies. */
  issueForStream(claims: Claims): Promise<string>;
  /** @throws HttpError where the token is forged, of another kind or too old. */
  verify(token: string, use: TokenUse): Promise<Claims>;
}

/** Tokens signed with the key; expired ones can be renewed for as long as the history is kept. */
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

  return {
    async issue(claims) {
      return { token: await sign(claims, CONVERSATION, LIFE_SECONDS), expires_in: LIFE_SECONDS };
    },
    issueForStream: (claims) => sign(claims, STREAM, STREAM_LIFE_SECONDS),
    async verify(token, use) {
      const secret = await key();
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          audience: use === 'stream' ? [CONVERSATION, STREAM] : CONVERSATION,
          requiredClaims: ['exp'],
          clockTolerance: use === 'renewable' ? retentionMs / 1000 : 0,
        });
        return claimsSchema.parse(payload);
      } catch (error) {
        throw error instanceof errors.JWTExpired ? expired(use) : forged();
      }
    },
  };
}

function expired(use: TokenUse): HttpError {
  const remedy =
    use === 'renewable'
      ? 'It is too old to be renewed: ask without a token for a new conversation.'
      : 'Renew it at POST /api/webchat/token.';
  return new HttpError(403, 'TokenExpired', `Token has expired. ${remedy}`);
}

function forged(): HttpError {
  return new HttpError(
    403,
    'InvalidToken',
    'This token is not valid here. Ask for a new one at POST /api/webchat/token.',
  );
}
