import { describe, expect, test } from 'vitest';
import { ConfigError, configFrom } from '../../src/config/config.ts';

const BOT_ID = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const BOT_TENANT_ID = '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13';
const OTHER_TENANT = '0b6d9a34-1c2e-4f58-8a7b-9d0e1f2a3b4c';
const BOT_PASSWORD = 'the-secret-of-the-bot';
const single = { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID, BOT_PASSWORD };

/** The lines with which the start refuses these settings. */
function refusalOf(env: Record<string, string>): string[] {
  try {
    configFrom(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

describe('The bot', () => {
  test('needs no credentials when nothing is set, but is reached from this machine alone', () => {
    expect(configFrom({}).bot).toEqual({ kind: 'local' });
  });

  test('does not exist when only the web chat is wanted, which others may then reach', () => {
    expect(configFrom({ BOT_TYPE: 'none', HOST: '0.0.0.0' }).bot).toEqual({ kind: 'none' });
  });

  test('belongs to one tenant and proves itself by its secret', () => {
    expect(configFrom({ ...single, HOST: '0.0.0.0' }).bot).toEqual({
      kind: 'registered',
      id: BOT_ID,
      tenantId: BOT_TENANT_ID,
      credential: { kind: 'secret', secret: BOT_PASSWORD },
      tenants: [BOT_TENANT_ID],
    });
  });

  test('belongs to one tenant and proves itself by its certificate', () => {
    const env = { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID, BOT_CERTIFICATE: '/run/secrets/bot.pem' };
    expect(configFrom(env).bot).toMatchObject({
      credential: { kind: 'certificate', path: '/run/secrets/bot.pem' },
    });
  });

  test('is a managed identity without any secret', () => {
    const env = { BOT_TYPE: 'UserAssignedMSI', BOT_ID, BOT_TENANT_ID };
    expect(configFrom(env).bot).toMatchObject({ tenantId: BOT_TENANT_ID, credential: { kind: 'managed' } });
  });

  test('belongs to all tenants when the settings say so in so many words', () => {
    const env = { BOT_TYPE: 'MultiTenant', BOT_ID, BOT_PASSWORD, TEAMS_TENANTS: 'any' };
    expect(configFrom(env).bot).toMatchObject({ tenantId: undefined, tenants: 'any' });
  });

  test('is the same whether its ids are written in small letters or in capitals', () => {
    const capitals = { ...single, BOT_ID: BOT_ID.toUpperCase(), BOT_TENANT_ID: BOT_TENANT_ID.toUpperCase() };
    expect(configFrom(capitals).bot).toEqual(configFrom(single).bot);
    expect(configFrom({ ...capitals, TEAMS_TENANTS: OTHER_TENANT.toUpperCase() }).bot).toMatchObject({
      tenants: [OTHER_TENANT],
    });
  });

  test('answers in further tenants that the settings name', () => {
    const { bot } = configFrom({ ...single, TEAMS_TENANTS: `${BOT_TENANT_ID}, ${OTHER_TENANT}` });
    expect(bot).toMatchObject({ tenants: [BOT_TENANT_ID, OTHER_TENANT] });
  });
});

describe('The start names the setting to change', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['for an unknown type', { ...single, BOT_TYPE: 'Tenant' }, /^BOT_TYPE /],
    ['for a type in other letters', { ...single, BOT_TYPE: 'singletenant' }, /^BOT_TYPE /],
    ['for a missing id', { BOT_TYPE: 'SingleTenant', BOT_TENANT_ID, BOT_PASSWORD }, /^BOT_ID .*must be set/],
    ['for a blank id', { ...single, BOT_ID: '  ' }, /^BOT_ID .*must be set/],
    ['for a blank id and nothing else', { BOT_ID: '' }, /^BOT_ID .*is blank/],
    [
      'for a missing tenant',
      { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_PASSWORD },
      /^BOT_TENANT_ID .*must be set/,
    ],
    ['for a blank tenant', { ...single, BOT_TENANT_ID: ' ' }, /^BOT_TENANT_ID .*must be set/],
    [
      'for a missing secret',
      { BOT_TYPE: 'SingleTenant', BOT_ID, BOT_TENANT_ID },
      /^BOT_PASSWORD .*or BOT_CERTIFICATE/,
    ],
    [
      'for secret and certificate',
      { ...single, BOT_CERTIFICATE: '/bot.pem' },
      /^BOT_CERTIFICATE .*must not be set/,
    ],
    ['for an id without a type', { BOT_ID }, /^BOT_TYPE .*must also be set, because BOT_ID is/],
    ['for a secret without a type', { BOT_PASSWORD }, /^BOT_TYPE .*because BOT_PASSWORD is/],
    ['for a managed identity without a tenant', { BOT_TYPE: 'UserAssignedMSI', BOT_ID }, /^BOT_TENANT_ID /],
    [
      'for a managed identity with a secret',
      { ...single, BOT_TYPE: 'UserAssignedMSI' },
      /^BOT_PASSWORD .*must not be set/,
    ],
    [
      'for all tenants without a word about whose',
      { BOT_TYPE: 'MultiTenant', BOT_ID, BOT_PASSWORD },
      /^TEAMS_TENANTS /,
    ],
    [
      'for all tenants with one tenant',
      { ...single, BOT_TYPE: 'MultiTenant', TEAMS_TENANTS: 'any' },
      /^BOT_TENANT_ID /,
    ],
    ['for an address others reach, and no bot', { HOST: '0.0.0.0' }, /^BOT_TYPE .*BOT_TYPE=none/],
    [
      'for a public address, and no bot',
      { PUBLIC_URL: 'https://assistant.example.org' },
      /^BOT_TYPE .*because PUBLIC_URL is set; for only the web chat, set BOT_TYPE=none/,
    ],
    ['for every address, and no bot', { HOST: '::' }, /^BOT_TYPE /],
  ])('%s', (_name, env, line) => {
    const lines = refusalOf(env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
    expect(lines[0]).not.toContain(BOT_PASSWORD);
  });
});
