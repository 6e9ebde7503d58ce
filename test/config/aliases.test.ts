import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALIASES } from '../../src/config/aliases.ts';
import { ConfigError, configFrom } from '../../src/config/config.ts';
import { checkSettings } from '../../src/doctor/checks/settings.ts';
import { packageSettings } from '../../src/teams-package/settings.ts';

const ID = '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d';
const TENANT = '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13';
const SECRET = 'the-secret-of-the-bot';
const microsoft = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: ID,
  MicrosoftAppTenantId: TENANT,
  MicrosoftAppPassword: SECRET,
};
const own = { BOT_TYPE: 'SingleTenant', BOT_ID: ID, BOT_TENANT_ID: TENANT, BOT_PASSWORD: SECRET };

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

describe("The names of Microsoft's samples", () => {
  test('make the same bot as our own names', () => {
    expect(configFrom(microsoft)).toEqual(configFrom(own));
  });

  test('can be mixed with our own names, one for each setting', () => {
    const { MicrosoftAppPassword: _, ...rest } = microsoft;
    expect(configFrom({ ...rest, BOT_PASSWORD: SECRET })).toEqual(configFrom(own));
  });

  test('count where our own name is blank', () => {
    const blank = { BOT_TYPE: '', BOT_ID: ' ', BOT_TENANT_ID: '', BOT_PASSWORD: '' };
    expect(configFrom({ ...blank, ...microsoft })).toEqual(configFrom(own));
  });

  test('may stand beside our own where they say the same, or nothing', () => {
    expect(configFrom({ ...own, ...microsoft })).toEqual(configFrom(own));
    const blank = {
      MicrosoftAppType: '',
      MicrosoftAppId: ' ',
      MicrosoftAppTenantId: '',
      MicrosoftAppPassword: '',
    };
    expect(configFrom({ ...own, ...blank })).toEqual(configFrom(own));
  });

  test('give the app for Teams its id', () => {
    const env = { MicrosoftAppId: ID, PUBLIC_URL: 'https://assistant.example.org' };
    expect(packageSettings(env).botId).toBe(ID);
  });

  test.each(Object.entries(ALIASES))('stand in the README: %s is also %s', (name, alias) => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`\`${alias}\` for \`${name}\``);
  });
});

describe('The start refuses', () => {
  test.each([
    ['BOT_TYPE', 'MultiTenant'],
    ['BOT_ID', '0b6d9a34-1c2e-4f58-8a7b-9d0e1f2a3b4c'],
    ['BOT_TENANT_ID', '0b6d9a34-1c2e-4f58-8a7b-9d0e1f2a3b4c'],
    ['BOT_PASSWORD', 'another-secret'],
  ] as const)('%s beside another value under its other name, and names both', (name, value) => {
    const [line = ''] = refusalOf({ ...own, ...microsoft, [name]: value });
    expect(line).toMatch(
      new RegExp(`^${name} \\(.+\\) must not be set together with a different ${ALIASES[name]}\\. Example`),
    );
    expect(line).not.toContain(SECRET);
    expect(line).not.toContain('another-secret');
  });

  test('a bad value by the name under which it was set', () => {
    const lines = refusalOf({ MicrosoftAppType: 'singletenant', MicrosoftAppId: 'my-bot' });
    expect(lines).toEqual([
      expect.stringMatching(/^MicrosoftAppType \(.+ Example: MicrosoftAppType=SingleTenant$/),
      expect.stringMatching(/^MicrosoftAppId \(.+ Example: MicrosoftAppId=3f2b/),
    ]);
  });

  test('what is missing by our own name, and what asks for it by the name under which it was set', () => {
    const lines = refusalOf({
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppId: ID,
      MicrosoftAppTenantId: TENANT,
    });
    expect(lines).toEqual([
      expect.stringMatching(/^BOT_PASSWORD \(.+ must be set for MicrosoftAppType=SingleTenant\./),
    ]);
    expect(refusalOf({ MicrosoftAppId: ID })).toEqual([
      expect.stringMatching(/^BOT_TYPE \(.+ must also be set, because MicrosoftAppId is set\./),
    ]);
  });

  test('a blank id, which must not be taken for a bot that anybody may talk to', () => {
    expect(refusalOf({ MicrosoftAppId: ' ' })).toEqual([
      expect.stringMatching(/^MicrosoftAppId \(.+ is blank; give the id, or leave MicrosoftAppId out\./),
    ]);
  });

  test('two values for one setting together with every other bad setting', () => {
    const lines = refusalOf({ ...own, MicrosoftAppId: TENANT, PORT: 'x' });
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['BOT_ID', 'PORT']);
  });
});

test('The doctor says which of the two names to take out', () => {
  expect(checkSettings({ ...own, MicrosoftAppPassword: 'another-secret' })).toEqual([
    {
      name: 'settings',
      outcome: 'failed',
      says: expect.stringContaining('must not be set together with a different MicrosoftAppPassword'),
      fix: 'Remove BOT_PASSWORD, or change the other',
    },
  ]);
});
