import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { CLOCK_TOLERANCE_SECONDS } from '../../config/clock-tolerance.ts';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { once } from '../../lib/once.ts';
import type { Store } from '../../store/store.ts';
import type { Agent } from '../../tickets/ticket.ts';
import { signInProblemOf } from './oidc-errors.ts';
import { PendingSignIns } from './pending.ts';
import { SignInProblem } from './problem.ts';

const TIMEOUT_SECONDS = 10;
const OTHER_ISSUER = 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
const MAX_NAME = 80;

const recordSchema = z.record(z.string(), z.unknown());
const rolesSchema = z.union([z.string().transform((role) => [role]), z.array(z.string())]);
const nameSchema = z.string().transform((text) => text.replace(/\s+/g, ' ').trim());

interface Beginning {
  /** The address to which the issuer sends the person back. */
  redirectUri: string;
  /** The secret in the cookie of the person's browser. */
  browser: string;
  to: string;
  /** True where the issuer is to ask for the login again, even of somebody whom it knows. */
  asksAnew: boolean;
}

/** The two halves of a sign-in at an OpenID Connect issuer. */
export interface Oidc {
  /** Begins a sign-in and returns the issuer's address for the browser. @throws SignInProblem */
  begin(beginning: Beginning): Promise<string>;
  /** Finishes a sign-in and returns the agent and the page that they asked for. @throws SignInProblem */
  finish(url: URL, browser: string | undefined): Promise<{ agent: Agent; to: string }>;
}

/** Opens the Authorization Code flow with PKCE, state and nonce. Loaded at the first sign-in, since the client library is large. */
export function openOidc(config: OidcConfig, store: Store): Oidc {
  const issuer = issuerOf(config);
  const pendingSignIns = new PendingSignIns(store);

  return {
    async begin({ redirectUri, browser, to, asksAnew }) {
      const configuration = await issuer().catch(rethrow);
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      await pendingSignIns.begin(state, browser, { nonce, verifier, to });
      return buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(asksAnew && { prompt: 'login' }),
      }).href;
    },

    async finish(url, browser) {
      const state = url.searchParams.get('state') ?? '';
      const pending = await pendingSignIns.take(state, browser);
      if (!pending) throw new SignInProblem('expired');
      const configuration = await issuer().catch(rethrow);
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        idTokenExpected: true,
      }).catch(rethrow);
      const claims = tokens.claims();
      if (!claims) throw new SignInProblem('untrusted', { setting: 'HELPDESK_ISSUER', code: 'no ID token' });
      const agent = agentOf(claims);
      if (!rolesIn(claims, config.roleClaim).includes(config.role))
        throw new SignInProblem('notAllowed', { setting: 'HELPDESK_ROLE', agent });
      return { agent, to: pending.to };
    },
  };
}

function rethrow(error: unknown): never {
  throw signInProblemOf(error);
}

/** Returns a function that discovers the issuer at its first call, and again after a failure: the start does not depend on it. */
function issuerOf(config: OidcConfig): () => Promise<Configuration> {
  return once(() => find(config));
}

async function find(config: OidcConfig): Promise<Configuration> {
  const found = await discover(config, config.issuer).catch((error: unknown) => {
    // Some issuers have a slash at the end of their name, which the setting has lost.
    if (error instanceof ClientError && error.code === OTHER_ISSUER)
      return discover(config, `${config.issuer}/`);
    throw error;
  });
  // Entra's addresses for any organisation: anybody with a tenant of their own could give out roles in it.
  if (found.serverMetadata().issuer.includes('{'))
    throw new SignInProblem('misconfigured', { setting: 'HELPDESK_ISSUER', code: 'many tenants' });
  return found;
}

function discover({ clientId, clientSecret }: OidcConfig, issuer: string): Promise<Configuration> {
  const server = new URL(issuer);
  return discovery(
    server,
    clientId,
    { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    authentication(clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      execute: [
        // Checks the signature as well instead of relying on the connection alone.
        enableNonRepudiationChecks,
        ...(server.protocol === 'http:' && isLoopback(server.hostname) ? [allowInsecureRequests] : []),
      ],
    },
  );
}

/** Sends the secret in the body where the issuer says that it accepts that, otherwise as HTTP Basic, which is the default of the standard. */
function authentication(secret: string): ClientAuth {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (issuer, ...rest) =>
    (issuer.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(
      issuer,
      ...rest,
    );
}

/** The claims of a verified ID token. */
type Claims = { iss: string; sub: string } & Record<string, unknown>;

/** Returns the roles in a claim, given by its name or by a path such as `realm_access.roles`. */
function rolesIn(claims: Claims, claim: string): string[] {
  // The name of a claim may be a URL, which has dots in it.
  const value = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce(inside, claims);
  return rolesSchema.safeParse(value).data ?? [];
}

/** Returns the agent, under an id that is only theirs and the best name that the token has. */
function agentOf(claims: Claims): Agent {
  const names = [claims.name, claims.preferred_username, claims.email].map(
    (name) => nameSchema.safeParse(name).data,
  );
  return { id: `${claims.iss}|${claims.sub}`, name: (names.find(Boolean) ?? claims.sub).slice(0, MAX_NAME) };
}

function inside(value: unknown, name: string): unknown {
  const { data } = recordSchema.safeParse(value);
  return data && Object.hasOwn(data, name) ? data[name] : undefined;
}
