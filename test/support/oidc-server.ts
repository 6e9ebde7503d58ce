import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { onTestFinished } from 'vitest';

/** A person with an account at the issuer; the login page accepts any password. */
interface Person {
  name: string;
  roles: string[];
}

const CLIENT_ID = 'the-assistant';
const CLIENT_SECRET = 'the-secret-of-the-assistant';

/** Two people of the helpdesk and one other person. */
const PEOPLE: Record<string, Person> = {
  ada: { name: 'Ada Agent', roles: ['helpdesk'] },
  ben: { name: 'Ben Backup', roles: ['editor', 'helpdesk'] },
  sam: { name: 'Sam Stranger', roles: ['editor'] },
};

/**
 * Runs a real OpenID Connect server until the test ends. It sends people back to the assistant at that address; `env` holds
 * the assistant's settings for it.
 */
export async function openOidcServer(assistant: string, people = PEOPLE) {
  let server = createServer();
  const issuer = `http://localhost:${await listen(server, 0)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${assistant}/helpdesk/sign-in/return`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'roles'], profile: ['name', 'preferred_username'], email: ['email'] },
    // Entra and others put all claims into the ID token.
    conformIdTokenClaims: false,
    cookies: { keys: ['a key for this test'] },
    findAccount: (_, sub) => {
      const person = people[sub];
      return person && { accountId: sub, claims: async () => ({ sub, preferred_username: sub, ...person }) };
    },
    // The server asks nobody for consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: CLIENT_ID,
        ...(oidc.session?.accountId !== undefined && { accountId: oidc.session.accountId }),
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 60,
      Interaction: 600,
      Session: 600,
    },
  });
  const serve = provider.callback();
  server.on('request', serve);

  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  onTestFinished(stop);

  return {
    issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    env: {
      HELPDESK_ISSUER: issuer,
      HELPDESK_CLIENT_ID: CLIENT_ID,
      HELPDESK_CLIENT_SECRET: CLIENT_SECRET,
    },
    stop,
    /** Starts the server again at the same address after a stop. */
    async resume(): Promise<void> {
      server = createServer(serve);
      await listen(server, Number(new URL(issuer).port));
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
