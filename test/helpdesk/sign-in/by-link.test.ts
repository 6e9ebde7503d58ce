import { expect, test, vi } from 'vitest';
import { oneTimeLink, redeemLinkKey } from '../../../src/helpdesk/sign-in/one-time-link.ts';
import { openHelpdesk, reasons, statusUnder, texts, Visitor } from './support.ts';

const { notices, link } = texts.signIn;

async function open() {
  const helpdesk = await openHelpdesk();
  const made = new URL(await oneTimeLink(helpdesk.store, `${helpdesk.url}/`));
  return {
    helpdesk,
    path: made.pathname + made.search,
    key: made.searchParams.get('key') ?? '',
    visitor: new Visitor(helpdesk.url),
  };
}

test('A link shows a button however often it is opened, and the button signs in once', async () => {
  const { helpdesk, path, key, visitor } = await open();
  for (const preview of [new Visitor(helpdesk.url), new Visitor(helpdesk.url), visitor]) {
    const { status, title, set } = await preview.open(path);
    expect([status, title, set]).toEqual([200, link.title, []]);
  }
  const pressed = await visitor.open('/helpdesk/sign-in', { key });
  expect([pressed.status, pressed.location]).toEqual([303, '/helpdesk']);
  expect(await visitor.name()).toBe('Helpdesk on this machine');

  const second = new Visitor(helpdesk.url);
  expect((await second.open(path)).title).toBe(notices.usedLink.title);
  const refused = await second.open('/helpdesk/sign-in', { key });
  expect([refused.status, refused.title, refused.set]).toEqual([403, notices.usedLink.title, []]);
  expect(refused.text).toContain('run npm run helpdesk:link on the machine');
  expect(helpdesk.lines.map(({ message }) => message)).toEqual([
    'signed in to the helpdesk',
    'a sign-in to the helpdesk was refused',
    'a sign-in to the helpdesk was refused',
  ]);
  expect(JSON.stringify(helpdesk.lines)).not.toContain(key);
});

test('One of two people who press at the same moment is let in', async () => {
  const { helpdesk, key } = await open();
  const used = await Promise.all([1, 2, 3].map(() => redeemLinkKey(helpdesk.store, key)));
  expect(used.filter(Boolean)).toHaveLength(1);
});

test('A link works for a quarter of an hour', async () => {
  const { path, key, visitor } = await open();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 });
  try {
    expect((await visitor.open(path)).title).toBe(notices.usedLink.title);
    expect((await visitor.open('/helpdesk/sign-in', { key })).status).toBe(403);
  } finally {
    vi.useRealTimers();
  }
});

test('A page without a link says where to find one, and a made-up link lets nobody in', async () => {
  const { visitor } = await open();
  const asked = await visitor.open('/helpdesk');
  const { status, title } = await visitor.open(asked.location);
  expect([status, title]).toEqual([200, notices.noLink.title]);
  for (const key of ['', 'x', 'a'.repeat(43), '../session/x', '<script>alert(1)</script>']) {
    const opened = await visitor.open(`/helpdesk/sign-in?${new URLSearchParams({ key })}`);
    expect([opened.status, opened.title]).toEqual([403, notices.usedLink.title]);
    expect(opened.text).not.toContain('<script>');
    expect((await visitor.open('/helpdesk/sign-in', { key })).status).toBe(403);
  }
});

test('The store knows only the hash of the key', async () => {
  const { helpdesk, key } = await open();
  expect(JSON.stringify(await helpdesk.store.list(''))).not.toContain(key);
});

test('A link works on this machine alone, and a page of another site cannot press its button', async () => {
  const { helpdesk, path, key, visitor } = await open();
  const rebound = 'helpdesk.evil.example.org';
  expect(await statusUnder(rebound, helpdesk.url + path)).toBe(403);
  expect(await statusUnder(rebound, `${helpdesk.url}/helpdesk/sign-in`, `key=${key}`)).toBe(403);
  const foreign = await visitor.open('/helpdesk/sign-in', { key }, { Origin: 'https://evil.example.org' });
  expect([foreign.status, foreign.title]).toEqual([403, notices.otherSite.title]);
  expect(reasons(helpdesk)).toEqual(['not on this machine', 'link used or too old', 'OtherSite']);
  expect((await visitor.open('/helpdesk/sign-in', { key })).status).toBe(303);
});

test('The sign-in by link has no return route, and the sign-in by issuer has no link', async () => {
  const { visitor } = await open();
  expect((await visitor.open('/helpdesk/sign-in/return?code=x&state=x')).status).toBe(404);
  const oidc = await openHelpdesk({
    signIn: () => ({
      kind: 'oidc',
      issuer: 'http://localhost:9',
      clientId: 'x',
      clientSecret: 'x',
      roleClaim: 'roles',
      role: 'helpdesk',
    }),
  });
  const made = new URL(await oneTimeLink(oidc.store, `${oidc.url}/`));
  const key = made.searchParams.get('key') ?? '';
  const stranger = new Visitor(oidc.url);
  expect((await stranger.open('/helpdesk/sign-in', { key })).status).toBe(405);
  expect(await stranger.name()).toBeUndefined();
});
