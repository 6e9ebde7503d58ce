import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import type { OidcConfig } from '../../src/config/helpdesk-config.ts';
import { examine } from '../../src/doctor/examine.ts';
import { checkHelpdesk } from '../../src/doctor/helpdesk.ts';
import { configOfHelpdesk } from '../../src/doctor/settings.ts';
import { checkSignIn } from '../../src/doctor/sign-in.ts';
import { checkZammad } from '../../src/doctor/zammad.ts';
import { PackCopy, SHIPPED } from '../content/pack-copy.ts';

const OIDC = {
  HELPDESK_ISSUER: 'https://login.example.org/tenant/v2.0',
  HELPDESK_CLIENT_ID: 'the-assistant',
  HELPDESK_CLIENT_SECRET: 'the-secret',
};
const MAIL = { SMTP_URL: 'smtps://user:password@mail.example.org', MAIL_FROM: 'assistant@example.org' };
const ZAMMAD = { ZAMMAD_URL: 'https://zammad.example.org', ZAMMAD_TOKEN: 'the-token' };

afterEach(() => nock.cleanAll());

const failing = (code: string) => Object.assign(new Error('no'), { code });

describe('The helpdesk', () => {
  const looked = (env: Record<string, string>) =>
    checkHelpdesk(configOfHelpdesk({ CONTENT_DIR: SHIPPED, ...env }));

  /** A pack in which the network's helpdesk has an address. */
  function withAddress(): string {
    const pack = new PackCopy();
    pack.change('network.yaml', /(network-helpdesk:\n\s+email:) null/, '$1 desk@example.org');
    return pack.folder;
  }

  test('is the inbox on this machine', () => {
    expect(looked({})).toEqual({ name: 'helpdesk', outcome: 'ok', says: 'tickets are kept in the inbox' });
  });

  test('is none where others reach the assistant and nobody can sign in, with what to set', () => {
    expect(looked({ BOT_TYPE: 'none', HOST: '0.0.0.0' })).toEqual({
      name: 'helpdesk',
      outcome: 'skipped',
      says: expect.stringMatching(/^no helpdesk: others reach .* HELPDESK_ISSUER is not set/),
      fix: expect.stringMatching(/^Set HELPDESK_ISSUER, .* or HELPDESK=none/),
    });
  });

  test('is none where that is wanted, and there is nothing to do', () => {
    expect(looked({ HELPDESK: 'none' })).toEqual({
      name: 'helpdesk',
      outcome: 'skipped',
      says: 'no helpdesk: HELPDESK is none',
    });
  });

  test('fails by mail where the content does not know its address', () => {
    expect(looked({ ...MAIL, HELPDESK: 'email' })).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/^HELPDESK=email, .* no e-mail address of network-helpdesk/),
      fix: expect.stringContaining('contacts'),
    });
  });

  test('says where tickets go besides', () => {
    const CONTENT_DIR = withAddress();
    expect(looked({ ...MAIL, HELPDESK: 'email', CONTENT_DIR })).toMatchObject({
      outcome: 'ok',
      says: 'tickets are kept in the inbox, and sent to desk@example.org',
    });
    expect(looked({ ...ZAMMAD, HELPDESK: 'zammad' })).toMatchObject({
      outcome: 'ok',
      says: 'tickets are kept in the inbox, and brought to the group Users of Zammad',
    });
  });

  test('waits for its settings and its content', () => {
    expect(looked({ HELPDESK_ISSUER: 'x' })).toMatchObject({ outcome: 'skipped' });
    const pack = new PackCopy();
    pack.remove('network.yaml');
    expect(looked({ CONTENT_DIR: pack.folder })).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining('content has to be right first'),
    });
  });

  test('has a line for each part, wherever the bot is registered', async () => {
    nock('https://login.example.org').get(/.*/).reply(404).persist();
    nock('https://zammad.example.org').get(/.*/).reply(401).persist();
    const checks = await examine({
      ...OIDC,
      ...ZAMMAD,
      CONTENT_DIR: SHIPPED,
      PORT: '0',
      BOT_TYPE: 'MultiTenant',
      DATABASE_URL: 'x',
    });
    expect(checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      expect.arrayContaining(['helpdesk ok', 'sign-in failed', 'mail skipped', 'zammad failed']),
    );
  });
});

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

  test.each([issuer, `${issuer}/`])('is good where the issuer is there under its name: %s', async (name) => {
    discovery().reply(200, { ...metadata, issuer: name });
    expect(await looked()).toEqual({
      name: 'sign-in',
      outcome: 'ok',
      says: 'login.example.org is there; it has to know https://assistant.example.org/helpdesk/sign-in/return as redirect URI',
    });
  });

  test('is for this machine alone where people reach no other address', async () => {
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
      /login\.example\.org is not found/,
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

describe('Zammad', () => {
  const api = () =>
    nock('https://zammad.example.org/api/v1', { reqheaders: { authorization: 'Token token=the-token' } });
  const looked = (group = 'Helpdesk') =>
    checkZammad({ url: 'https://zammad.example.org', token: 'the-token', group });
  const withGroups = (status: number, groups: nock.Body) => {
    api().get('/users/me').reply(200, { id: 3 });
    api().get('/groups').reply(status, groups);
  };
  const groups = [
    { id: 1, name: 'Users', active: true },
    { id: 2, name: 'Helpdesk', active: true },
    { id: 3, name: 'Old', active: false },
  ];

  test('is good where it takes the token and has the group', async () => {
    withGroups(200, groups);
    expect(await looked()).toMatchObject({
      outcome: 'ok',
      says: expect.stringMatching(/^Zammad takes the token and has the group Helpdesk/),
    });
  });

  test('cannot be asked for the group by every token', async () => {
    withGroups(403, { error: 'Not authorized' });
    expect(await looked()).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining('shows with the first ticket'),
      fix: expect.stringContaining('ticket.agent'),
    });
  });

  test.each([
    ['helpdesk', /^ZAMMAD_GROUP: Zammad has no group helpdesk$/],
    ['Old', /^ZAMMAD_GROUP: Zammad has no active group Old$/],
  ])('fails where the group %s takes no tickets', async (group, says) => {
    withGroups(200, groups);
    expect(await looked(group)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringContaining('ZAMMAD_GROUP='),
    });
  });

  test.each<[string, () => void, RegExp]>([
    ['the token is wrong', () => void api().get('/users/me').reply(401, {}), /token in ZAMMAD_TOKEN \(401\)/],
    [
      'the token may nothing',
      () => void api().get('/users/me').reply(403, {}),
      /right ticket\.agent.*\(403\)/,
    ],
    ['there is no Zammad', () => void api().get('/users/me').reply(404, ''), /address in ZAMMAD_URL \(404\)/],
    ['another page answers', () => void api().get('/users/me').reply(200, '<p>'), /in ZAMMAD_URL is not/],
    [
      'it leads on to another address',
      () => void api().get('/users/me').reply(301, '', { Location: 'https://other.example.org' }),
      /leads on to another one/,
    ],
    [
      'nothing listens',
      () => void api().get('/users/me').replyWithError(failing('ECONNREFUSED')),
      /ZAMMAD_URL cannot be reached/,
    ],
  ])('fails where %s', async (_, answer, says) => {
    answer();
    expect(await looked()).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(/^Correct ZAMMAD_URL, or make a new access token/),
    });
  });

  test('fails where it says nothing', async () => {
    api()
      .get('/users/me')
      .reply(() => new Promise(() => undefined));
    const silent = { url: 'https://zammad.example.org', token: 'the-token', group: 'Helpdesk' };
    expect(await checkZammad(silent, 50)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('ZAMMAD_URL gave no answer within'),
    });
  });

  test('is not looked at where there is none', async () => {
    expect(await checkZammad(undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
