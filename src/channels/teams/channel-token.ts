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

/** The metadata of the Bot Connector (Microsoft Learn, "Authenticate requests from the Bot Connector service"). */
export const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const ISSUER = 'https://api.botframework.com';
const ALGORITHM = 'RS256';
/** The error of this machine's clock up to which good tokens are accepted. */
export const CLOCK_TOLERANCE_S = 300;
/** The keys may change daily; a missing key is fetched earlier. */
const KEYS_FRESH_MS = 24 * 60 * 60 * 1000;
const TIMEOUT_MS = 5000;

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https$/ }) });
const keySchema = z.object({ kid: z.string(), endorsements: z.array(z.string()).default([]) });
const claimsSchema = z.object({ serviceurl: z.string() });

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** A token that the Bot Connector issued to this bot. */
export interface ChannelToken {
  claims: JWTPayload;
  /** The channels that its key is endorsed for. */
  endorsements: readonly string[];
}

/** The parts of a message that its token must be valid for. */
export interface TokenTarget {
  channelId: string;
  serviceUrl: string;
}

/**
 * Verifies that a token was issued by the Bot Connector for this bot. The SDK's own check is not used, since it accepts
 * tokens of the Emulator and of other bots as well, and keys without endorsements for any channel.
 */
export class ChannelTokens {
  readonly #botId: string;
  readonly #keys = once(remoteKeys);

  constructor(botId: string) {
    this.#botId = botId;
  }

  /**
   * Verifies the token of a request, without its body. @throws HttpError: 401 where the token is not valid, 503 where
   * Microsoft's keys cannot be fetched.
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

/** Checks that a token is valid for a message. @throws HttpError 403 where it is for another channel or service address. */
export function checkTokenFor({ claims, endorsements }: ChannelToken, target: TokenTarget): void {
  if (!endorsements.includes(target.channelId))
    throw new HttpError(403, 'NotEndorsed', 'The key of the token is not valid for this channel.');
  if (claimsSchema.safeParse(claims).data?.serviceurl !== target.serviceUrl)
    throw new HttpError(403, 'WrongServiceUrl', 'The token is for another service address.');
}

async function remoteKeys(): Promise<Keys> {
  return createRemoteJWKSet(new URL(await keysAddress()), {
    cacheMaxAge: KEYS_FRESH_MS,
    timeoutDuration: TIMEOUT_MS,
  });
}

/** Returns the address at which Microsoft publishes the keys. @throws HttpError where the metadata cannot be read. */
export async function keysAddress(): Promise<string> {
  try {
    const response = await fetch(METADATA, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return metadataSchema.parse(await response.json()).jwks_uri;
  } catch {
    throw unreachable();
  }
}

/** Returns the key's id from a token that is worth fetching keys for. @throws HttpError for any other token. */
function keyIdOf(token: string): string {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === ALGORITHM && kid !== undefined && decodeJwt(token).iss === ISSUER) return kid;
  } catch {
    throw invalid('The token is malformed');
  }
  throw invalid('The token is not from the Bot Connector');
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
  return isTheToken ? invalid('The token is not valid') : unreachable();
}

function invalid(what: string): HttpError {
  return new HttpError(401, 'InvalidToken', `${what}. Only the Bot Connector may post messages here.`);
}

function unreachable(): HttpError {
  return new HttpError(503, 'KeysUnreachable', "Microsoft's keys cannot be fetched. Try again in a moment.", {
    'Retry-After': '30',
  });
}
