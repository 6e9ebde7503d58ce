import { describe, expect, test, vi } from 'vitest';
import { oneTimeLink } from '../../../src/helpdesk/sign-in/one-time-link.ts';
import { Sessions } from '../../../src/helpdesk/sign-in/sessions.ts';
import { RULES } from '../../../src/limits/rules.ts';
import { type Helpdesk, openHelpdesk, reasons, texts, Visitor } from './support.ts';

const COOKIE = '__Host-helpdesk';
const HOUR = 3_600_000;

async function signedIn(helpdesk: Helpdesk, visitor = new Visitor(helpdesk.url)): Promise<Visitor> {
  const link = new URL(await oneTimeLink(helpdesk.store, `${helpdesk.url}/`));
  await visitor.open('/helpdesk/sign-in', { key: link.searchParams.get('key') ?? '' });
  return visitor;
}

describe('A session', () => {
  test('is a random secret in a cookie that scripts, other sites and plain HTTP do not get; the store knows only its hash', async () => {
    const helpdesk = await openHelpdesk();
    const link = new URL(await oneTimeLink(helpdesk.store, `${helpdesk.url}/`));
    const key = link.searchParams.get('key') ?? '';
    const { set } = await new Visitor(helpdesk.url).open('/helpdesk/sign-in', { key });
    expect(set).toEqual([
      expect.stringMatching(/^__Host-helpdesk=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    const secret = /=([\w-]{43})/.exec(set[0] ?? '')?.[1] ?? '';
    const kept = await helpdesk.store.list('session/');
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('ends at the sign-out, and a copy of its cookie is worthless', async () => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const thief = new Visitor(helpdesk.url);
    thief.cookies.set(COOKIE, agent.cookies.get(COOKIE) ?? '');
    expect(await thief.name()).toBe('Helpdesk on this machine');

    const out = await agent.open('/helpdesk/sign-out', { csrf: await agent.csrf() });
    expect([out.status, out.location]).toEqual([303, '/helpdesk/sign-out']);
    expect(out.set).toEqual([`${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`]);
    expect((await agent.open(out.location)).title).toBe(texts.signIn.notices.signedOut.title);

    expect(await thief.name()).toBeUndefined();
    expect((await thief.open('/helpdesk/stream')).status).toBe(401);
    expect((await thief.open('/helpdesk/act', { csrf: 'x' })).status).toBe(401);
    expect(helpdesk.lines.map(({ level, message, agent: who }) => [level, message, who])).toEqual([
      ['info', 'signed in to the helpdesk', 'local'],
      ['info', 'signed out of the helpdesk', 'local'],
      ['warn', 'a request to the helpdesk was refused', undefined],
      ['warn', 'a request to the helpdesk was refused', undefined],
    ]);
  });

  test('ends after eight hours, used or not', async () => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const begin = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const hours of [2, 5, 7.9]) {
        vi.setSystemTime(begin + hours * HOUR);
        expect(await agent.name()).toBe('Helpdesk on this machine');
      }
      vi.setSystemTime(begin + 8.01 * HOUR);
      expect(await agent.name()).toBeUndefined();
      expect((await agent.open('/helpdesk/stream')).status).toBe(401);
      const out = await agent.open('/helpdesk/sign-out', { csrf: 'of a session that has ended' });
      expect([out.status, out.location]).toEqual([303, '/helpdesk/sign-out']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('begins anew at every sign-in, which ends the previous one', async () => {
    const helpdesk = await openHelpdesk();
    const planted = 'A'.repeat(43);
    const agent = new Visitor(helpdesk.url);
    agent.cookies.set(COOKIE, planted);
    await signedIn(helpdesk, agent);
    const first = agent.cookies.get(COOKIE) ?? '';
    expect(first).not.toBe(planted);
    await signedIn(helpdesk, agent);
    expect(agent.cookies.get(COOKIE)).not.toBe(first);

    const mallory = new Visitor(helpdesk.url);
    for (const cookie of [planted, first]) {
      mallory.cookies.set(COOKIE, cookie);
      expect(await mallory.name()).toBeUndefined();
    }
  });

  test.each([
    '',
    'x',
    'A'.repeat(43),
    'A'.repeat(5000),
    '../session/x',
    '{"agent":{"id":"local"}}',
    "' OR 1=1 --",
    '%00',
    '"quoted"',
  ])('cannot be forged with the cookie %j', async (cookie) => {
    const helpdesk = await openHelpdesk();
    await signedIn(helpdesk);
    const mallory = new Visitor(helpdesk.url);
    mallory.cookies.set(COOKIE, cookie);
    expect(await mallory.name()).toBeUndefined();
    expect((await mallory.open('/helpdesk/stream')).status).toBe(401);
  });

  test('is refused where two cookies claim to be it, and found among other cookies', async () => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const own = `${COOKIE}=${agent.cookies.get(COOKIE)}`;
    const ask = async (Cookie: string) =>
      (await new Visitor(helpdesk.url).open('/helpdesk/stream', undefined, { Cookie })).status;
    expect(await ask(`a=b; ${own};c`)).toBe(200);
    expect(await ask(`${own}; ${COOKIE}=${'A'.repeat(43)}`)).toBe(401);
    expect(await ask(`x${own}`)).toBe(401);
    expect(await ask(own.replace('__Host-', ''))).toBe(401);
  });
});

test('Pages appear in no frame, stay in no cache, and post to no other site', async () => {
  const helpdesk = await openHelpdesk();
  const agent = await signedIn(helpdesk);
  for (const path of ['/helpdesk', '/helpdesk/sign-in', '/helpdesk/sign-in?key=x']) {
    const { headers } = await agent.open(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy.split('; ')).toContain(rule);
  }
});

describe('A form', () => {
  const FORM = 'application/x-www-form-urlencoded';

  test('of our own page is read with the token in a field or, from a script, in a header', async () => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const csrf = await agent.csrf();
    const posted = await agent.open('/helpdesk/act', { csrf, what: 'claim' });
    expect(JSON.parse(posted.text)).toEqual({
      agent: { id: 'local', name: 'Helpdesk on this machine' },
      fields: { csrf, what: 'claim' },
    });
    expect((await agent.open('/helpdesk/act', { what: 'claim' }, { 'X-CSRF': csrf })).status).toBe(200);
  });

  test('is refused without the token, with a wrong one, and with that of another session', async () => {
    const helpdesk = await openHelpdesk();
    const [agent, other] = [await signedIn(helpdesk), await signedIn(helpdesk)];
    const csrf = await agent.csrf();
    for (const form of [
      {},
      { csrf: '' },
      { csrf: csrf.slice(1) },
      { csrf: `${csrf}x` },
      { csrf: await other.csrf() },
    ])
      expect((await agent.open('/helpdesk/act', form as Record<string, string>)).status).toBe(403);
    expect(reasons(helpdesk)).toEqual(Array(5).fill('OldForm'));
    expect(helpdesk.lines.at(-1)).toMatchObject({ agent: 'local' });
    expect(JSON.stringify(helpdesk.lines)).not.toContain(csrf);
  });

  test.each<[string, Record<string, string>]>([
    ['another site', { Origin: 'https://evil.example.org', 'Sec-Fetch-Site': 'cross-site' }],
    [
      'another site, in a browser that says no more',
      { Origin: 'https://evil.example.org', 'Sec-Fetch-Site': '' },
    ],
    ['a page without a site, such as a sandbox', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this machine', { Origin: 'http://localhost:1', 'Sec-Fetch-Site': 'same-site' }],
    ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ])('from %s is refused, even with the token', async (_, headers) => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    expect((await agent.open('/helpdesk/act', { csrf: await agent.csrf() }, headers)).status).toBe(403);
    expect(reasons(helpdesk)).toEqual(['OtherSite']);
  });

  test.each<[string, string, string | Buffer, number]>([
    ['JSON', 'application/json', '{}', 415],
    ['plain text, as a form of another site can send it', 'text/plain', 'csrf=x', 415],
    ['a form with files', 'multipart/form-data; boundary=x', '--x--', 415],
    ['too large', FORM, `text=${'x'.repeat(300_000)}`, 413],
  ])('that is %s is refused', async (_, type, body, status) => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const response = await fetch(`${helpdesk.url}/helpdesk/act`, {
      method: 'POST',
      headers: {
        'Content-Type': type,
        Cookie: `${COOKIE}=${agent.cookies.get(COOKIE)}`,
        'X-CSRF': await agent.csrf(),
      },
      body,
    });
    expect(response.status).toBe(status);
  });

  test('of another site signs nobody out', async () => {
    const helpdesk = await openHelpdesk();
    const agent = await signedIn(helpdesk);
    const { status, title } = await agent.open('/helpdesk/sign-out', {});
    expect([status, title]).toEqual([403, texts.signIn.notices.otherSite.title]);
    expect(await agent.name()).toBe('Helpdesk on this machine');
    expect((await agent.open('/helpdesk/sign-out')).location).toBe('/helpdesk');
    // The form as a browser sends it from another site, without the cookie.
    const foreign = { Cookie: '', Origin: 'https://evil.example.org', 'Sec-Fetch-Site': 'cross-site' };
    const forged = await agent.open('/helpdesk/sign-out', {}, foreign);
    expect([forged.status, forged.set]).toEqual([403, []]);
  });

  test('from the public address is accepted, whatever host a proxy asks for', async () => {
    const helpdesk = await openHelpdesk({ publicUrl: 'https://assistant.example.org' });
    const agent = new Visitor(helpdesk.url);
    const secret = await new Sessions(helpdesk.store).begin({ id: 'one', name: 'Ada Agent' });
    agent.cookies.set(COOKIE, secret);
    const csrf = await agent.csrf();
    const from = (Origin: string) => agent.open('/helpdesk/act', { csrf }, { Origin });
    expect((await from('https://assistant.example.org')).status).toBe(200);
    expect((await from(helpdesk.url)).status).toBe(403);
    expect((await from('https://assistant.example.org.evil.example')).status).toBe(403);
  });
});

test('Too many sign-ins from one address are refused with a page that says what to do, and keys of links too', async () => {
  const helpdesk = await openHelpdesk();
  for (let call = 0; call < RULES.signIns.limit; call++)
    await helpdesk.limits.check('signIns', '127.0.0.1').catch(() => {});
  const visitor = new Visitor(helpdesk.url);
  const link = new URL(await oneTimeLink(helpdesk.store, `${helpdesk.url}/`));
  const key = link.searchParams.get('key') ?? '';
  for (const form of [undefined, { key }]) {
    const refused = await visitor.open('/helpdesk/sign-in', form);
    expect([refused.status, refused.title]).toEqual([429, texts.signIn.notices.tooOften.title]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const elsewhere = await visitor.open('/helpdesk/sign-in', { key }, { 'X-Forwarded-For': '203.0.113.7' });
  expect(elsewhere.status).toBe(303);
});
