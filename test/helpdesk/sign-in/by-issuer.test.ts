import nock from 'nock';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { RULES } from '../../../src/limits/rules.ts';
import { PENDING_SIGN_INS } from '../../../src/store/keys.ts';
import { openFakeIssuer, type Tricks } from '../../support/fake-issuer.ts';
import { openOidcServer } from '../../support/oidc-server.ts';
import { openHelpdesk, reasons, statusUnder, texts, Visitor } from './support.ts';

const { notices } = texts.signIn;

/** Opens a helpdesk whose agents sign in at a fake issuer. */
async function open({
  path = '',
  tricks = {},
  config = {},
}: {
  path?: string;
  tricks?: Tricks;
  config?: object;
} = {}) {
  const issuer = await openFakeIssuer(path);
  Object.assign(issuer.tricks, tricks);
  const helpdesk = await openHelpdesk({ signIn: () => ({ ...issuer.config, ...config }) });
  return { issuer, helpdesk, ada: new Visitor(helpdesk.url) };
}

/** Goes to the issuer and comes back. */
async function signIn(
  visitor: Visitor,
  issuer: Awaited<ReturnType<typeof openFakeIssuer>>,
  to = '/helpdesk',
) {
  const { location } = await visitor.open(`/helpdesk/sign-in?${new URLSearchParams({ to })}`);
  return visitor.open(issuer.back(location));
}

describe('Somebody with the role', () => {
  test('goes to the issuer with a challenge, a state and a nonce, and lands on the page they asked for', async () => {
    const { issuer, helpdesk, ada } = await open();
    const asked = await ada.open('/helpdesk/tickets/KMR-FTZ?part=2');
    expect(asked.status).toBe(303);
    expect(asked.location).toBe('/helpdesk/sign-in?to=%2Fhelpdesk%2Ftickets%2FKMR-FTZ%3Fpart%3D2');
    const sent = await ada.open(asked.location);
    const { origin, pathname, searchParams } = new URL(sent.location);
    expect(origin + pathname).toBe(`${issuer.issuer}/authorize`);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'the-assistant',
      redirect_uri: `${helpdesk.url}/helpdesk/sign-in/return`,
      scope: 'openid profile email',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });

    const back = await ada.open(issuer.back(sent.location));
    expect([back.status, back.location]).toEqual([303, '/helpdesk/tickets/KMR-FTZ?part=2']);
    expect(await ada.name()).toBe('Ada Agent');
    const token = issuer.requests.find(({ path }) => path === '/token');
    expect(token?.body.get('client_secret')).toBe('the-secret');
    expect(token?.body.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(helpdesk.lines).toEqual([
      { level: 'info', message: 'signed in to the helpdesk', agent: `${issuer.issuer}|sub-of-ada` },
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a list', { roles: ['editor', 'helpdesk'] }, 'roles'],
    ['a single text', { roles: 'helpdesk' }, 'roles'],
    [
      'inside another claim, as Keycloak has it',
      { realm_access: { roles: ['helpdesk'] } },
      'realm_access.roles',
    ],
    ['under an address', { 'https://x.example.org/roles': ['helpdesk'] }, 'https://x.example.org/roles'],
  ])('signs in where the roles are %s', async (_, claims, roleClaim) => {
    const { issuer, ada } = await open({
      tricks: { claims: { roles: undefined, ...claims } },
      config: { roleClaim },
    });
    expect((await signIn(ada, issuer)).status).toBe(303);
    expect(await ada.name()).toBe('Ada Agent');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['name, in one line', { name: ' Ada\n Agent ' }, 'Ada Agent'],
    ['account', { name: undefined, preferred_username: 'ada@example.org' }, 'ada@example.org'],
    ['address', { name: ' ', email: 'ada@example.org' }, 'ada@example.org'],
    ['id', { name: undefined }, 'sub-of-ada'],
  ])('is called by their %s', async (_, claims, name) => {
    const { issuer, ada } = await open({ tricks: { claims } });
    await signIn(ada, issuer);
    expect(await ada.name()).toBe(name);
  });

  test('begins no more sign-ins, each a row in the store, than the limit lets', async () => {
    const { helpdesk, ada } = await open();
    for (let call = 1; call < RULES.signIns.limit; call++)
      await helpdesk.limits.check('signIns', '127.0.0.1');
    for (const status of [303, 429, 429]) expect((await ada.open('/helpdesk/sign-in')).status).toBe(status);
    expect(await helpdesk.store.list(PENDING_SIGN_INS)).toHaveLength(1);
  });

  test('can sign in in two windows at once', async () => {
    const { issuer, ada } = await open();
    const [one, other] = [
      await ada.open('/helpdesk/sign-in?to=/helpdesk/a'),
      await ada.open('/helpdesk/sign-in?to=/helpdesk/b'),
    ];
    const otherBack = await ada.open(issuer.back(other.location));
    const oneBack = await ada.open(issuer.back(one.location));
    expect([oneBack.location, otherBack.location]).toEqual(['/helpdesk/a', '/helpdesk/b']);
  });

  test('signs in at an issuer whose name ends with a slash that the setting lacks', async () => {
    const { issuer, ada } = await open({ path: '/application/o/desk/' });
    await signIn(ada, issuer);
    expect(await ada.name()).toBe('Ada Agent');
  });

  test('signs in at an issuer that accepts the secret only in a header', async () => {
    const metadata = { token_endpoint_auth_methods_supported: undefined };
    const { issuer, ada } = await open({ tricks: { metadata } });
    expect((await signIn(ada, issuer)).status).toBe(303);
    const token = issuer.requests.find(({ path }) => path === '/token');
    expect(token?.authorization).toMatch(/^Basic /);
    expect(token?.body.has('client_secret')).toBe(false);
  });
});

describe('Nobody is let in', () => {
  test.each<[string, unknown]>([
    ['another role', ['editor']],
    ['a role whose name only begins like it', ['helpdesk-reader']],
    ['no role', undefined],
    ['roles of another shape', [{ name: 'helpdesk' }]],
  ])('with %s; the page says who is signed in and which role is missing', async (_, roles) => {
    const { issuer, helpdesk, ada } = await open({ tricks: { claims: { roles } } });
    const { status, title, text, set } = await signIn(ada, issuer);
    expect([status, title, set]).toEqual([403, notices.notAllowed.title, []]);
    expect(text).toContain(
      'You are signed in as Ada Agent, but this account does not have the role “helpdesk”.',
    );
    expect(text).toContain('href="/helpdesk/sign-in?anew=1"');
    expect(await ada.name()).toBeUndefined();
    expect(reasons(helpdesk)).toEqual(['notAllowed HELPDESK_ROLE']);
    expect(JSON.stringify(helpdesk.lines)).not.toContain('Ada');
  });

  test.each<[string, Tricks]>([
    ['is signed with a key that the issuer did not publish', { forges: true }],
    ['has the nonce of another sign-in', { claims: { nonce: 'x'.repeat(43) } }],
    ['has no nonce', { claims: { nonce: undefined } }],
    ['is for another program', { claims: { aud: 'something-else' } }],
    ['comes from another issuer', { claims: { iss: 'https://evil.example.org' } }],
    ['has expired', { claims: { exp: 1_600_000_000 } }],
    ['is missing', { token: { status: 200, body: { access_token: 'x', token_type: 'Bearer' } } }],
  ])('by an ID token that %s', async (_, tricks) => {
    const { issuer, helpdesk, ada } = await open({ tricks });
    const { status, title, text } = await signIn(ada, issuer);
    expect([status, title]).toEqual([502, notices.untrusted.title]);
    expect(text).not.toMatch(/OAUTH|\bat .*\.ts:/);
    expect(await ada.name()).toBeUndefined();
    expect(reasons(helpdesk)).toEqual([expect.stringMatching(/^untrusted HELPDESK_ISSUER /)]);
  });

  test.each([45, -45])(
    'by an issuer whose clock is %i seconds ahead, and both times are named',
    async (ahead) => {
      const issued = Math.floor(Date.now() / 1000) + ahead;
      const late = { iat: issued, nbf: issued, exp: ahead > 0 ? issued + 600 : issued + 1 };
      const { issuer, helpdesk, ada } = await open({ tricks: { claims: late } });
      const { status, title, text } = await signIn(ada, issuer);
      expect([status, title]).toEqual([502, notices.clock.title]);
      expect(text).toContain(new Date(issued * 1000).toISOString().slice(0, 19).replace('T', ' '));
      expect(text).toMatch(/they are 4[4-6] seconds apart/);
      const refusal = helpdesk.lines.find(({ level }) => level === 'warn');
      expect(refusal).toMatchObject({
        reason: 'clock',
        setting: 'HELPDESK_ISSUER',
        issuerTime: new Date(issued * 1000).toISOString(),
        ourTime: expect.stringMatching(/^\d{4}-.*Z$/),
      });
      expect(Math.abs(Number(refusal?.aheadSeconds) - ahead)).toBeLessThanOrEqual(2);
    },
  );

  test('by coming back a second time with the same state', async () => {
    const { issuer, helpdesk, ada } = await open();
    const { location } = await ada.open('/helpdesk/sign-in');
    const back = issuer.back(location);
    const both = await Promise.all([ada.open(back), ada.open(back)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 400]);
    expect((await ada.open(back)).title).toBe(notices.expired.title);
    expect(reasons(helpdesk)).toEqual(['expired', 'expired']);
  });

  test('with the state of another browser, which can still use it', async () => {
    const { issuer, helpdesk, ada } = await open();
    const { location } = await ada.open('/helpdesk/sign-in');
    const mallory = new Visitor(helpdesk.url);
    expect((await mallory.open(issuer.back(location))).status).toBe(400);
    await mallory.open('/helpdesk/sign-in');
    expect((await mallory.open(issuer.back(location))).status).toBe(400);
    expect(await mallory.name()).toBeUndefined();
    expect((await ada.open(issuer.back(location))).status).toBe(303);
  });

  test('without a state, or with one that was never given', async () => {
    const { ada } = await open();
    await ada.open('/helpdesk/sign-in');
    for (const query of [
      '',
      '?code=x',
      '?code=x&state=',
      `?code=x&state=${'a'.repeat(43)}`,
      '?state=a&state=b',
    ])
      expect((await ada.open(`/helpdesk/sign-in/return${query}`)).status).toBe(400);
  });

  test('after more than ten minutes at the issuer', async () => {
    const { issuer, ada } = await open();
    const { location } = await ada.open('/helpdesk/sign-in');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    try {
      expect((await ada.open(issuer.back(location))).title).toBe(notices.expired.title);
    } finally {
      vi.useRealTimers();
    }
  });

  test('by an issuer for all organisations, since anybody can give out roles in one of their own', async () => {
    const issuer = 'https://login.microsoftonline.com';
    nock(issuer)
      .get('/common/v2.0/.well-known/openid-configuration')
      .reply(200, {
        issuer: `${issuer}/{tenantid}/v2.0`,
        authorization_endpoint: `${issuer}/common/oauth2/v2.0/authorize`,
        token_endpoint: `${issuer}/common/oauth2/v2.0/token`,
        jwks_uri: `${issuer}/common/discovery/v2.0/keys`,
      });
    onTestFinished(() => nock.cleanAll());
    const { helpdesk, ada } = await open({ config: { issuer: `${issuer}/common/v2.0` } });
    expect((await ada.open('/helpdesk/sign-in')).title).toBe(notices.misconfigured.title);
    expect(reasons(helpdesk)).toEqual(['misconfigured HELPDESK_ISSUER many tenants']);
  });
});

describe('A failure at the issuer shows a page that says what to do', () => {
  test.each<[string, Record<string, string>, keyof typeof notices, string]>([
    ['the person breaks it off', { error: 'access_denied' }, 'cancelled', 'cancelled access_denied'],
    [
      'it is overloaded',
      { error: 'temporarily_unavailable' },
      'unreachable',
      'unreachable HELPDESK_ISSUER temporarily_unavailable',
    ],
    [
      'it does not know the assistant',
      { error: 'unauthorized_client' },
      'misconfigured',
      'misconfigured HELPDESK_CLIENT_ID unauthorized_client',
    ],
  ])('where %s', async (_, query, notice, reason) => {
    const { issuer, helpdesk, ada } = await open();
    const { location } = await ada.open('/helpdesk/sign-in');
    const described = { ...query, error_description: '<script>alert(1)</script>' };
    const { title, text } = await ada.open(issuer.back(location, described));
    expect(title).toBe(notices[notice].title);
    expect(text).not.toContain('alert');
    expect(reasons(helpdesk)).toEqual([reason]);
  });

  test.each<[string, NonNullable<Tricks['token']>, keyof typeof notices, string]>([
    [
      'refuses the secret',
      { status: 401, body: { error: 'invalid_client' } },
      'misconfigured',
      'misconfigured HELPDESK_CLIENT_SECRET invalid_client',
    ],
    [
      'refuses the secret with a challenge',
      { status: 401, body: {}, headers: { 'WWW-Authenticate': 'Basic realm="x"' } },
      'misconfigured',
      'misconfigured HELPDESK_CLIENT_SECRET 401',
    ],
    [
      'has forgotten the code',
      { status: 400, body: { error: 'invalid_grant' } },
      'expired',
      'expired invalid_grant',
    ],
    [
      'breaks',
      { status: 500, body: {} },
      'unreachable',
      'unreachable HELPDESK_ISSUER OAUTH_RESPONSE_IS_NOT_CONFORM',
    ],
    [
      'answers with something else',
      { status: 200, body: 'x' },
      'untrusted',
      'untrusted HELPDESK_ISSUER OAUTH_INVALID_RESPONSE',
    ],
  ])('where it %s', async (_, token, notice, reason) => {
    const { issuer, helpdesk, ada } = await open({ tricks: { token } });
    const { title } = await signIn(ada, issuer);
    expect(title).toBe(notices[notice].title);
    expect(reasons(helpdesk)).toEqual([reason]);
    expect(JSON.stringify(helpdesk.lines)).not.toMatch(/a-code|the-secret/);
  });

  test("where another program answers at the issuer's address", async () => {
    const { helpdesk, ada } = await open({ tricks: { metadata: { issuer: 'https://other.example.org' } } });
    expect((await ada.open('/helpdesk/sign-in')).title).toBe(notices.misconfigured.title);
    expect(reasons(helpdesk)).toEqual([
      'misconfigured HELPDESK_ISSUER OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
    ]);
  });

  test('where the assistant does not know its public address', async () => {
    const { helpdesk, ada } = await open();
    expect(await statusUnder('evil.example.org', `${helpdesk.url}/helpdesk/sign-in`)).toBe(500);
    expect(reasons(helpdesk)).toEqual(['misconfigured PUBLIC_URL']);
    expect((await ada.open('/helpdesk/sign-in')).status).toBe(303);
  });
});

describe('With a real OpenID Connect server', () => {
  test('the assistant starts without the issuer, asks it at the first sign-in, and again after a failure', async () => {
    const issuer = { current: undefined as Awaited<ReturnType<typeof openOidcServer>> | undefined };
    const helpdesk = await openHelpdesk({
      signIn: async (url) => {
        const server = await openOidcServer(url);
        await server.stop();
        issuer.current = server;
        const { issuer: name, clientId, clientSecret } = server;
        return { kind: 'oidc', issuer: name, clientId, clientSecret, roleClaim: 'roles', role: 'helpdesk' };
      },
    });
    const ada = new Visitor(helpdesk.url);
    const { status, title } = await ada.open('/helpdesk/sign-in');
    expect([status, title]).toEqual([502, notices.unreachable.title]);
    expect(reasons(helpdesk)).toEqual(['unreachable HELPDESK_ISSUER fetch failed']);
    await issuer.current?.resume();
    expect((await ada.open('/helpdesk/sign-in')).location).toMatch(/^http:\/\/localhost:\d+\/auth\?/);
  });
});
