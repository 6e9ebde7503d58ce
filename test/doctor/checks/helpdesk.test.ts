import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { checkHelpdesk } from '../../../src/doctor/checks/helpdesk.ts';
import { helpdeskConfigFrom } from '../../../src/doctor/checks/settings.ts';
import { runChecks } from '../../../src/doctor/run-checks.ts';
import { PackCopy, SHIPPED } from '../../content/pack-copy.ts';

const OIDC = {
  HELPDESK_ISSUER: 'https://login.example.org/tenant/v2.0',
  HELPDESK_CLIENT_ID: 'the-assistant',
  HELPDESK_CLIENT_SECRET: 'the-secret',
};
const MAIL = { SMTP_URL: 'smtps://user:password@mail.example.org', MAIL_FROM: 'assistant@example.org' };
const ZAMMAD = { ZAMMAD_URL: 'https://zammad.example.org', ZAMMAD_TOKEN: 'the-token' };

afterEach(() => nock.cleanAll());

describe('The helpdesk', () => {
  const looked = (env: Record<string, string>) =>
    checkHelpdesk(helpdeskConfigFrom({ CONTENT_DIR: SHIPPED, ...env }));

  /** A pack in which the network's helpdesk has an address. */
  function withAddress(): string {
    const pack = new PackCopy();
    pack.change('network.yaml', /(network-helpdesk:\n\s+email:) null/, '$1 desk@example.org');
    return pack.folder;
  }

  test('is the inbox on this machine', () => {
    expect(looked({})).toEqual({ name: 'helpdesk', outcome: 'ok', says: 'tickets are kept in the inbox' });
  });

  test('is skipped, with a fix, where others reach the assistant and nobody can sign in', () => {
    expect(looked({ BOT_TYPE: 'none', HOST: '0.0.0.0' })).toEqual({
      name: 'helpdesk',
      outcome: 'skipped',
      says: expect.stringMatching(/^no helpdesk: other machines can reach .* HELPDESK_ISSUER is not set/),
      fix: expect.stringMatching(/^Set HELPDESK_ISSUER, .* or HELPDESK=none/),
    });
  });

  test('is skipped, with nothing to do, where the settings want none', () => {
    expect(looked({ HELPDESK: 'none' })).toEqual({
      name: 'helpdesk',
      outcome: 'skipped',
      says: 'no helpdesk: HELPDESK is none',
    });
  });

  test('fails by mail where the content does not hold its address', () => {
    expect(looked({ ...MAIL, HELPDESK: 'email' })).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/^HELPDESK=email, .* no email address for network-helpdesk/),
      fix: expect.stringContaining('contacts'),
    });
  });

  test('fails in a language for which the content has no texts of a helpdesk', () => {
    expect(looked({ HELPDESK_LANGUAGE: 'nl' })).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/^HELPDESK_LANGUAGE=nl, .* so its pages are in en/),
      fix: expect.stringMatching(/ folder nl .* HELPDESK_LANGUAGE to one of: en$/),
    });
  });

  test('tells where else tickets go', () => {
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
    const checks = await runChecks({
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
