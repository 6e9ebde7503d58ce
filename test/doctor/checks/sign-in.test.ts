import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import type { OidcConfig } from '../../../src/config/helpdesk-config.ts';
import { checkSignIn } from '../../../src/doctor/checks/sign-in.ts';

const OIDC = {
  HELPDESK_ISSUER: 'https://login.example.org/tenant/v2.0',
  HELPDESK_CLIENT_ID: 'the-assistant',
  HELPDESK_CLIENT_SECRET: 'the-secret',
};

afterEach(() => nock.cleanAll());

const failing = (code: string) => Object.assign(new Error('no'), { code });

describe('The sign-in', () => {
  const { HELPDESK_ISSUER: issuer } = OIDC;
  const signIn: OidcConfig = {
    kind: 'oidc',
    issuer,
    clientId: 'the-assistant',
    clientSecret: 'the-secret',
    roleClaim: 'roles',
    role: 'helpdesk',
  };
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code', 'id_token'],
  };
  const discovery = () =>
    nock('https://login.example.org').get('/tenant/v2.0/.well-known/openid-configuration');
  const looked = () => checkSignIn(signIn, 'https://assistant.example.org');

  test.each([issuer, `${issuer}/`])('passes where the issuer answers under its name: %s', async (name) => {
    discovery().reply(200, { ...metadata, issuer: name });
    expect(await looked()).toEqual({
      name: 'sign-in',
      outcome: 'ok',
      says: 'login.example.org is there; it has to know https://assistant.example.org/helpdesk/sign-in/return as redirect URI',
    });
  });

  test.each([45, -45])(
    'fails where the clock of the issuer is %i seconds ahead, and names both times',
    async (s) => {
      const date = (ahead: number) => ({ Date: new Date(Date.now() + ahead * 1000).toUTCString() });
      discovery().reply(200, metadata, date(s));
      expect(await looked()).toMatchObject({
        outcome: 'failed',
        says: expect.stringMatching(
          /^HELPDESK_ISSUER: the clock of login\.example\.org says \d{4}-\d\d-\d\dT[\d:]{8}Z, that of this machine \S+Z; 4[4-6] seconds apart/,
        ),
        fix: expect.stringContaining('NTP'),
      });
      discovery().reply(200, metadata, date(s / 3));
      expect(await looked()).toMatchObject({ outcome: 'ok' });
    },
  );

  test('works on this machine alone where there is no public address', async () => {
    discovery().reply(200, { ...metadata, grant_types_supported: ['authorization_code'] });
    expect(await checkSignIn(signIn, undefined)).toMatchObject({
      outcome: 'ok',
      says: expect.stringContaining('PUBLIC_URL is not set'),
    });
  });

  test('needs no issuer where a link is printed', async () => {
    expect(await checkSignIn({ kind: 'link' }, undefined)).toMatchObject({
      outcome: 'ok',
      says: expect.stringContaining('link'),
    });
  });

  const answers = (changes: object) => () => void discovery().reply(200, { ...metadata, ...changes });
  test.each<[string, () => void, RegExp, RegExp]>([
    [
      'nothing is there',
      () => void discovery().reply(404, {}),
      /status 404, but not as an issuer/,
      /without/,
    ],
    ['a page answers', () => void discovery().reply(200, '<h1>Welcome'), /status 200, but not/, /Set it to/],
    [
      'it leads on to another address',
      () => void discovery().reply(302, '', { Location: 'https://other.example.org' }),
      /status 302/,
      /Set it to/,
    ],
    [
      'another one answers',
      answers({ issuer: 'https://other.example.org/a' }),
      /name as https:\/\/other\.example\.org\/a,/,
      /Set HELPDESK_ISSUER=https:\/\/other\.example\.org\/a if you trust/,
    ],
    [
      'everybody can sign in',
      answers({ issuer: 'https://login.example.org/{tenantid}/v2.0' }),
      /every organisation/,
      /your own tenant/,
    ],
    ['it gives no codes', answers({ response_types_supported: ['id_token'] }), /authorization code/, /code/],
    ['it takes no codes', answers({ grant_types_supported: ['implicit'] }), /authorization code/, /code/],
    [
      'its name is not found',
      () => void discovery().replyWithError(failing('ENOTFOUND')),
      /login\.example\.org was not found/,
      /^Correct HELPDESK_ISSUER/,
    ],
  ])('fails where %s', async (_, answer, says, fix) => {
    answer();
    const check = await looked();
    expect(check).toMatchObject({ outcome: 'failed', fix: expect.stringMatching(fix) });
    expect(check.says).toMatch(/^HELPDESK_ISSUER: /);
    expect(check.says).toMatch(says);
  });
});
