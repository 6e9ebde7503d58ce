import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../../src/doctor/checks/settings.ts';
import { runChecks } from '../../../src/doctor/run-checks.ts';
import { SHIPPED } from '../../content/pack-copy.ts';

describe('The settings', () => {
  test('pass where the start accepts them', () => {
    expect(checkSettings({})).toEqual([{ name: 'settings', outcome: 'ok', says: expect.any(String) }]);
  });

  test('fail each by itself, with an example', () => {
    expect(checkSettings({ PORT: 'x', WEBCHAT_SIGNING_KEY: 'short' })).toEqual([
      {
        name: 'settings',
        outcome: 'failed',
        says: 'PORT (the port to listen on) must be a whole number from 0 to 65535',
        fix: 'Example: PORT=3978',
      },
      {
        name: 'settings',
        outcome: 'failed',
        says: expect.stringMatching(/^WEBCHAT_SIGNING_KEY .* 32 characters$/),
        fix: expect.stringContaining('openssl rand'),
      },
    ]);
  });

  test('report the bot even where another value is invalid', () => {
    const checks = checkSettings({ PORT: 'x', HOST: '0.0.0.0' });
    expect(checks.map(({ says }) => says.split(' ')[0])).toEqual(['PORT', 'BOT_TYPE']);
  });

  test('report the helpdesk even where another value is invalid, whatever the bot is', () => {
    const checks = checkSettings({ PORT: 'x', BOT_TYPE: 'SingleTenant', HELPDESK: 'inbox' });
    expect(checks.map(({ says }) => says.split(' ')[0])).toEqual([
      'PORT',
      'BOT_ID',
      'BOT_TENANT_ID',
      'BOT_PASSWORD',
      'HELPDESK_ISSUER',
    ]);
  });

  test('that must not be set are named as ones to remove', () => {
    const [check] = checkSettings({
      BOT_TYPE: 'UserAssignedMSI',
      BOT_ID: '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
      BOT_TENANT_ID: '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13',
      BOT_PASSWORD: 'secret',
    });
    expect(check?.fix).toBe('Remove BOT_PASSWORD, or change the other');
  });

  test('that are wrong hold up only the checks that need them', async () => {
    const checks = await runChecks({
      HOST: '0.0.0.0',
      PUBLIC_URL: 'http://assistant.example.org',
      DATABASE_URL: 'assistant.sqlite',
      CONTENT_DIR: SHIPPED,
      PORT: '0',
    });
    expect(checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'settings failed',
      'settings failed',
      'settings failed',
      'content ok',
      'port ok',
      'store skipped',
      'credentials skipped',
      'metadata skipped',
      'public address skipped',
      'helpdesk skipped',
      'clock skipped',
    ]);
  });
});
