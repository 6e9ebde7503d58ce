import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

/** The mistakes that an issuer of OpenID Connect can make. */
export interface Tricks {
  /** Claims of the ID token that replace the right ones; undefined removes one. */
  claims?: Record<string, unknown>;
  /** Signs with a key that nobody published. */
  forges?: boolean;
  /** Answers the token request with this instead. */
  token?: { status: number; body: unknown; headers?: Record<string, string> };
  /** The differing parts of the metadata. */
  metadata?: Record<string, unknown>;
}

/** Starts an issuer that signs in everybody, with the mistakes that a test sets; `path` is part of its name. */
export async function openFakeIssuer(path = '') {
  const tricks: Tricks = {};
  const [key, otherKey] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const requests: { path: string; body: URLSearchParams; authorization: string | undefined }[] = [];
  let nonce: string | undefined;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    requests.push({ path: request.url ?? '', body, authorization: request.headers.authorization });
    const { status = 200, body: answer, headers = {} } = await answerTo(request.url ?? '');
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const issuer = `http://localhost:${address.port}${path}`;

  type Answer = { status?: number; body: unknown; headers?: Record<string, string> };
  async function answerTo(url: string): Promise<Answer> {
    if (url.endsWith('/.well-known/openid-configuration')) {
      const base = issuer.replace(/\/$/, '');
      return {
        body: {
          issuer,
          authorization_endpoint: `${base}/authorize`,
          token_endpoint: `${base}/token`,
          jwks_uri: `${base}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['client_secret_post'],
          ...tricks.metadata,
        },
      };
    }
    if (url.endsWith('/keys'))
      return {
        body: { keys: [{ ...(await exportJWK(key.publicKey)), kid: 'key', alg: 'RS256', use: 'sig' }] },
      };
    if (url.endsWith('/token')) {
      if (tricks.token) return tricks.token;
      const seconds = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        sub: 'sub-of-ada',
        aud: 'the-assistant',
        iat: seconds,
        exp: seconds + 300,
        nonce,
        name: 'Ada Agent',
        roles: ['helpdesk'],
        ...tricks.claims,
      };
      const signed = await new SignJWT(claims as JWTPayload)
        .setProtectedHeader({ alg: 'RS256', kid: 'key' })
        .sign((tricks.forges ? otherKey : key).privateKey);
      return { body: { access_token: 'an-access-token', token_type: 'Bearer', id_token: signed } };
    }
    return { status: 404, body: {} };
  }

  return {
    issuer,
    tricks,
    requests,
    config: {
      kind: 'oidc',
      issuer: issuer.replace(/\/$/, ''),
      clientId: 'the-assistant',
      clientSecret: 'the-secret',
      roleClaim: 'roles',
      role: 'helpdesk',
    } as const,
    /** Returns the address to which it redirects a person who was sent to `location`. */
    back(location: string, query: Record<string, string> = { code: 'a-code' }): string {
      const sent = new URL(location);
      nonce = sent.searchParams.get('nonce') ?? undefined;
      const to = new URL(sent.searchParams.get('redirect_uri') ?? '');
      for (const [name, value] of Object.entries({ state: sent.searchParams.get('state') ?? '', ...query }))
        to.searchParams.set(name, value);
      return to.pathname + to.search;
    },
  };
}
