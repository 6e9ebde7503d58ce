import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';
import { once } from '../../lib/once.ts';

/** Of the Bot Connector's authentication (Microsoft Learn, "Authenticate requests from the Bot Connector service"). */
export const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const ISSUER = 'https://api.botframework.com';
const ALGORITHM = 'RS256';
/** How far this machine's clock may be off before good tokens are refused. */
export const CLOCK_TOLERANCE_S = 300;
/** The keys may change daily; one that is missing is looked for again before. */
const KEYS_FRESH_MS = 24 * 60 * 60 * 1000;
const TIMEOUT_MS = 5000;

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https$/ }) });
const keySchema = z.object({ kid: z.string(), endorsements: z.array(z.string()).default([]) });
const claimsSchema = z.object({ serviceurl: z.string() });

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** A token that the Bot Connector made for this bot. */
export interface ChannelToken {
  claims: JWTPayload;
  /** The channels that its key may speak for. */
  endorsements: readonly string[];
}

/** What of a message the token must speak for. */
export interface TokenTarget {
  channelId: string;
  serviceUrl: string;
}

/**
 * Checks that a token was made by the Bot Connector for this bot and this message. It is checked here and not by the SDK,
 * which takes tokens of the Emulator and of other bots as well, and lets keys without endorsements speak for any channel.
 */
export class ChannelTokens {
  readonly #botId: string;
  readonly #keys = once(remoteKeys);

  constructor(botId: string) {
    this.#botId = botId;
  }

  /**
   * Checks the token of a request, which needs nothing of its body. @throws HttpError: 401 where the token does not count,
   * 503 where Microsoft's keys cannot be had.
   */
  async verify(authorization: string): Promise<ChannelToken> {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw invalid('There is no bearer token');
    const kid = keyIdOf(token);
    const keys = await this.#keys();
    const { payload: claims } = await jwtVerify(token, keys, {
      issuer: ISSUER,
      audience: this.#botId,
      algorithms: [ALGORITHM],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['exp'],
    }).catch((error: unknown) => {
      throw refusalFor(error);
    });
    return { claims, endorsements: endorsementsOf(keys, kid) };
  }
}

/** Checks that a token speaks for a message. @throws HttpError 403 where it is for another channel or service address. */
export function checkTokenFor({ claims, endorsements }: ChannelToken, spoken: TokenTarget): void {
  if (!endorsements.includes(spoken.channelId))
    throw new HttpError(403, 'NotEndorsed', 'The key of the token may not speak for this channel.');
  if (claimsSchema.safeParse(claims).data?.serviceurl !== spoken.serviceUrl)
    throw new HttpError(403, 'WrongServiceUrl', 'The token is for another service address.');
}

async function remoteKeys(): Promise<Keys> {
  return createRemoteJWKSet(new URL(await keysAddress()), {
    cacheMaxAge: KEYS_FRESH_MS,
    timeoutDuration: TIMEOUT_MS,
  });
}

/** Where Microsoft publishes the keys. @throws HttpError where that cannot be found out. */
export async function keysAddress(): Promise<string> {
  try {
    const response = await fetch(METADATA, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return metadataSchema.parse(await response.json()).jwks_uri;
  } catch {
    throw unreachable();
  }
}

/** The id of the key, of a token worth fetching keys for. */
function keyIdOf(token: string): string {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === ALGORITHM && kid !== undefined && decodeJwt(token).iss === ISSUER) return kid;
  } catch {
    throw invalid('The token is malformed');
  }
  throw invalid('The token is not one of the Bot Connector');
}

function endorsementsOf(keys: Keys, kid: string): string[] {
  return (keys.jwks()?.keys ?? []).flatMap((key) => {
    const read = keySchema.safeParse(key);
    return read.success && read.data.kid === kid ? read.data.endorsements : [];
  });
}

function refusalFor(error: unknown): HttpError {
  const isTheToken =
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey;
  return isTheToken ? invalid('The token does not count') : unreachable();
}

function invalid(what: string): HttpError {
  return new HttpError(401, 'InvalidToken', `${what}. Only the Bot Connector may post messages here.`);
}

function unreachable(): HttpError {
  return new HttpError(503, 'KeysUnreachable', "Microsoft's keys cannot be fetched. Try again in a moment.");
}
