import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import type { Store } from '../../store/store.ts';
import type { Agent } from '../../tickets/ticket.ts';
import { agentOf, rolesIn } from './claims.ts';
import { issuerOf } from './issuer.ts';
import { PendingSignIns } from './pending.ts';
import { SignInProblem } from './problem.ts';
import { problemOf } from './problem-of.ts';

interface Beginning {
  /** Where the issuer sends the person back to. */
  redirectUri: string;
  /** The secret in the cookie of the person's browser. */
  browser: string;
  to: string;
  /** Whether the issuer is to ask who it is, even of somebody whom it knows. */
  asksAnew: boolean;
}

/** Signs people in at an issuer of OpenID Connect. */
export interface Oidc {
  /** The address at the issuer to send the person to. @throws SignInProblem */
  begin(beginning: Beginning): Promise<string>;
  /** Who came back, and the page they asked for. @throws SignInProblem */
  finish(url: URL, browser: string | undefined): Promise<{ agent: Agent; to: string }>;
}

/** Authorization Code flow with PKCE, state and nonce; loaded at the first sign-in, since the client library is large. */
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
  throw problemOf(error);
}
