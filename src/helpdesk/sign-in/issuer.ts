import {
  allowInsecureRequests,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import { isLoopback } from '../../lib/loopback.ts';
import { once } from '../../lib/once.ts';
import { SignInProblem } from './problem.ts';

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 30;
const OTHER_ISSUER = 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';

/** Finds out about the issuer when that is first asked for, and again after a failure: the start does not depend on it. */
export function issuerOf(config: OidcConfig): () => Promise<Configuration> {
  return once(() => find(config));
}

async function find(config: OidcConfig): Promise<Configuration> {
  const found = await discover(config, config.issuer).catch((error: unknown) => {
    // Some issuers have a slash at the end of their name, which the setting has lost.
    if (error instanceof ClientError && error.code === OTHER_ISSUER)
      return discover(config, `${config.issuer}/`);
    throw error;
  });
  // Entra's addresses for any organisation: whoever has a tenant of their own gives out roles in it as they like.
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
        // Checks the signature as well, and does not rely on the connection alone.
        enableNonRepudiationChecks,
        ...(server.protocol === 'http:' && isLoopback(server.hostname) ? [allowInsecureRequests] : []),
      ],
    },
  );
}

/** Shows the secret as openid-client does, or else in the way that every issuer takes that does not say. */
function authentication(secret: string): ClientAuth {
  const [post, basic] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (issuer, ...rest) =>
    (issuer.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(
      issuer,
      ...rest,
    );
}
