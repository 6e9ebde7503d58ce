import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, configFrom } from '../../src/config/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';

/** What the start says of the environment; nothing where it is good. */
function refusalOf(env: Record<string, string>): string {
  try {
    configFrom(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('The settings', () => {
  test('have a good default each', () => {
    expect(configFrom({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      publicUrl: undefined,
      trustedProxies: ['loopback'],
      databaseUrl: 'file:var/assistant.sqlite',
      contentDir: 'data',
      bot: { kind: 'local' },
      webchatOrigins: [],
      webchatSigningKey: undefined,
      helpdesk: {
        kind: 'open',
        signIn: { kind: 'link' },
        system: 'inbox',
        mail: undefined,
        emailAnswersAfterMs: 600_000,
        notify: undefined,
        zammad: undefined,
        language: 'en',
      },
      welcomeBackMs: 60 * 60 * 1000,
      retentionMs: 180 * 24 * 60 * 60 * 1000,
      logLevel: 'info',
    });
  });

  test('come from the environment', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://assistant.example.org',
      TRUSTED_PROXIES: '10.1.0.0/16 2001:db8::/32, private',
      DATABASE_URL: 'file:/var/lib/assistant.sqlite',
      CONTENT_DIR: '/srv/pack',
      BOT_TYPE: 'none',
      WEBCHAT_ORIGINS: 'https://www.example.org, https://example.org http://localhost:8080',
      WEBCHAT_SIGNING_KEY: 'k'.repeat(32),
      RETENTION_DAYS: '1.5',
      WELCOME_BACK_MINUTES: '90',
      LOG_LEVEL: 'silent',
      PATH: '/usr/bin',
    };
    expect(configFrom(env)).toEqual({
      port: 8080,
      host: '0.0.0.0',
      publicUrl: 'https://assistant.example.org',
      trustedProxies: ['10.1.0.0/16', '2001:db8::/32', 'private'],
      databaseUrl: 'file:/var/lib/assistant.sqlite',
      contentDir: '/srv/pack',
      bot: { kind: 'none' },
      webchatOrigins: ['https://www.example.org', 'https://example.org', 'http://localhost:8080'],
      webchatSigningKey: 'k'.repeat(32),
      helpdesk: { kind: 'none', isWanted: false },
      welcomeBackMs: 90 * 60 * 1000,
      retentionMs: 1.5 * 24 * 60 * 60 * 1000,
      logLevel: 'silent',
    });
  });

  test('accept a site with the slash that a browser copies', () => {
    const env = {
      BOT_TYPE: 'none',
      PUBLIC_URL: 'https://a.example.org/',
      WEBCHAT_ORIGINS: 'https://b.example.org/',
    };
    expect(configFrom(env)).toMatchObject({
      publicUrl: 'https://a.example.org',
      webchatOrigins: ['https://b.example.org'],
    });
  });

  test('count as unset when they are blank', () => {
    const names = Object.keys(SETTINGS).filter((name) => name !== 'BOT_ID');
    const blank = Object.fromEntries(names.map((name) => [name, '  ']));
    expect(configFrom(blank)).toEqual(configFrom({}));
  });

  test.each(Object.entries(SETTINGS))('accept the example that %s gives', (_name, { schema, example }) => {
    const usable = example.startsWith('the output of') ? 'k'.repeat(64) : example;
    expect(schema.safeParse(usable).success).toBe(true);
  });
});

describe('The start refuses a bad setting with its name, the mistake and an example:', () => {
  test.each([
    ['PORT', 'http', /must be a whole number from 0 to 65535\. Example: PORT=3978/],
    ['PORT', '99999', /must be a whole number from 0 to 65535\. Example: PORT=3978/],
    ['PORT', '-1', /must be a whole number from 0 to 65535\. Example: PORT=3978/],
    ['PORT', '80.5', /must be a whole number from 0 to 65535\. Example: PORT=3978/],
    ['PUBLIC_URL', 'http://assistant.example.org', /must begin with https.*PUBLIC_URL=https/],
    ['PUBLIC_URL', 'assistant.example.org', /must begin with https.*PUBLIC_URL=https/],
    ['PUBLIC_URL', 'https://assistant.example.org/chat', /without a path/],
    ['TRUSTED_PROXIES', 'everybody', /must be addresses, networks such as.*TRUSTED_PROXIES=loopback/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /must be addresses/],
    ['TRUSTED_PROXIES', 'toString', /must be addresses/],
    ['DATABASE_URL', 'assistant.sqlite', /must be file: and a path.*DATABASE_URL=file:var/],
    ['DATABASE_URL', 'file:', /must be file: and a path/],
    ['WEBCHAT_ORIGINS', 'example.org', /must be sites such as.*WEBCHAT_ORIGINS=https:/],
    ['WEBCHAT_ORIGINS', 'https://example.org/path', /must be sites such as/],
    ['WEBCHAT_ORIGINS', 'https://example.org,ftp://example.org', /must be sites such as/],
    ['WEBCHAT_ORIGINS', 'example.org,https://*.example.org', /must be sites such as/],
    ['WEBCHAT_SIGNING_KEY', 'short', /must have at least 32 characters.*openssl rand/],
    ['RETENTION_DAYS', 'for ever', /must be a number from 1 to 3650\. Example: RETENTION_DAYS=180/],
    ['RETENTION_DAYS', '0', /must be a number from 1 to 3650\. Example: RETENTION_DAYS=180/],
    ['RETENTION_DAYS', '4000', /must be a number from 1 to 3650\. Example: RETENTION_DAYS=180/],
    ['BOT_TYPE', 'singletenant', /must be SingleTenant, UserAssignedMSI, MultiTenant or none\. Example/],
    ['BOT_ID', 'my-bot', /must be an id such as/],
    ['BOT_TENANT_ID', 'contoso.com', /must be an id such as/],
    ['TEAMS_TENANTS', 'contoso.com', /must be an id such as.*TEAMS_TENANTS=8d1f/],
    ['HELPDESK', 'post', /must be inbox, email, zammad or none\. Example: HELPDESK=inbox/],
    ['HELPDESK_ISSUER', 'login.example.org', /must be an address that begins with https/],
    [
      'HELPDESK_ISSUER',
      'http://login.example.org',
      /must begin with https:\/\/, unless it is on this machine/,
    ],
    ['SMTP_URL', 'mail.example.org', /must be an address that begins with smtps.*SMTP_URL=smtps:/],
    ['SMTP_URL', 'https://mail.example.org', /that begins with smtps/],
    ['IMAP_URL', 'mail.example.org', /must be an address that begins with imaps.*IMAP_URL=imaps:/],
    ['MAIL_FROM', 'assistant', /must be an email address\. Example: MAIL_FROM=assistant@/],
    ['ZAMMAD_URL', 'http://zammad.example.org', /must begin with https/],
    ['WELCOME_BACK_MINUTES', 'an hour', /must be a number from 0 to 1440\. Example: WELCOME_BACK_MINUTES=60/],
    ['LOG_LEVEL', 'loud', /must be silent, error, warn, info or debug\. .*LOG_LEVEL=info/],
  ])('%s=%s', (name, value, message) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal).toMatch(new RegExp(`^${name} \\(`));
    expect(refusal).toMatch(message);
    expect(refusal.split('\n')).toHaveLength(1);
  });

  test('all of them at once', () => {
    const refusal = refusalOf({ PORT: 'x', LOG_LEVEL: 'loud', RETENTION_DAYS: '0' });
    expect(refusal.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'RETENTION_DAYS',
      'LOG_LEVEL',
    ]);
  });

  test('a secret, which it does not repeat', () => {
    expect(refusalOf({ WEBCHAT_SIGNING_KEY: 'my-short-secret' })).not.toContain('my-short-secret');
    expect(refusalOf({ SMTP_URL: 'user:my-short-secret@mail' })).not.toContain('my-short-secret');
  });
});

test.each(Object.entries(SETTINGS))('The README tells what %s means', (name, { means }) => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`| \`${name}\` | ${means} |`);
});
