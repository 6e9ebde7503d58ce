import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkContent } from '../../src/doctor/content.ts';
import { examine } from '../../src/doctor/examine.ts';
import { checkSettings } from '../../src/doctor/settings.ts';
import { checkStore } from '../../src/doctor/store.ts';
import { within } from '../../src/doctor/within.ts';
import { openStore } from '../../src/store/open.ts';
import { PackCopy, SHIPPED } from '../content/pack-copy.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('The settings', () => {
  test('are good where the start takes them', () => {
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

  test('tell of the bot beside what is no value at all', () => {
    const checks = checkSettings({ PORT: 'x', HOST: '0.0.0.0' });
    expect(checks.map(({ says }) => says.split(' ')[0])).toEqual(['PORT', 'BOT_TYPE']);
  });

  test('tell of the helpdesk beside what is no value at all, whatever the bot is', () => {
    const checks = checkSettings({ PORT: 'x', BOT_TYPE: 'SingleTenant', HELPDESK: 'inbox' });
    expect(checks.map(({ says }) => says.split(' ')[0])).toEqual([
      'PORT',
      'BOT_ID',
      'BOT_TENANT_ID',
      'BOT_PASSWORD',
      'HELPDESK_ISSUER',
    ]);
  });

  test('that must not be set are to be taken out', () => {
    const [check] = checkSettings({
      BOT_TYPE: 'UserAssignedMSI',
      BOT_ID: '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
      BOT_TENANT_ID: '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13',
      BOT_PASSWORD: 'secret',
    });
    expect(check?.fix).toBe('Take BOT_PASSWORD out, or change the other');
  });

  test('that are wrong hold up only what hangs on them', async () => {
    const checks = await examine({
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

describe('The content', () => {
  test('is good where the start takes it, and says how much there is', () => {
    expect(checkContent(SHIPPED)).toEqual([
      { name: 'content', outcome: 'ok', says: expect.stringMatching(/^\d+ questions, 1 language$/) },
    ]);
  });

  test('fails with file, line and fix for everything that is wrong', () => {
    const pack = new PackCopy();
    pack.change('guide.yaml', 'cpms: https://', 'cpms: http://');
    pack.change('en/steps/first-login.yaml', '    tip: "Your role', '    tipp: "Your role');
    const checks = checkContent(pack.folder);
    expect(checks).toHaveLength(2);
    for (const check of checks)
      expect(check).toMatchObject({
        outcome: 'failed',
        says: expect.stringMatching(/^\S+\.yaml:\d+ /),
        fix: expect.stringMatching(/\w/),
      });
  });

  test('fails in one line where its folder is not there', () => {
    expect(checkContent('/nowhere')).toEqual([
      {
        name: 'content',
        outcome: 'failed',
        says: 'CONTENT_DIR: the folder /nowhere does not exist',
        fix: expect.stringContaining('CONTENT_DIR=data'),
      },
    ]);
  });

  test('waits for its setting', () => {
    expect(checkContent(undefined)).toMatchObject([{ outcome: 'skipped' }]);
  });
});

describe('The store', () => {
  test('is good where a row can be kept, and is left as it was', async () => {
    const url = `file:${join(newFolder(), 'assistant.sqlite')}`;
    const store = await openStore(url);
    onTestFinished(() => store.close());
    await store.commit([{ key: 'talk/one', expected: null, value: 'kept', expiresAt: Date.now() + 60_000 }]);
    const before = await store.list('');
    expect(await checkStore(url)).toMatchObject({ outcome: 'ok', says: expect.stringContaining(url) });
    expect(await store.list('')).toEqual(before);
    expect(before).toHaveLength(1);
  });

  test('fails where its folder cannot be', async () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    expect(await checkStore(`file:${file}/assistant.sqlite`)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/a-file\/assistant\.sqlite cannot be used \(E/),
      fix: expect.stringContaining('may write to'),
    });
  });

  test('fails where the file is no database', async () => {
    const file = join(newFolder(), 'assistant.sqlite');
    writeFileSync(file, 'a letter to a friend '.repeat(100));
    expect(await checkStore(`file:${file}`)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('not a database'),
    });
  });

  test('fails where the server is not there, naming it without its password', async () => {
    const check = await checkStore('postgres://someone:pass%2Fword@127.0.0.1:9/assistant?password=other-one');
    expect(check).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('PostgreSQL at 127.0.0.1:9/assistant'),
      fix: expect.stringContaining('127.0.0.1:9'),
    });
    expect(JSON.stringify(check)).not.toMatch(/someone|pass%2F|other-one/);
  });

  test.each(['12/34', '12#34', '12?34'])(
    'never takes a part of an unencoded password for the host',
    async (password) => {
      const check = await checkStore(`postgres://someone:${password}@127.0.0.1:9/assistant`);
      expect(check).toMatchObject({ outcome: 'failed', fix: expect.stringContaining('%2F') });
      expect(`${check.says} ${check.fix}`).not.toMatch(/12|34/);
    },
  );

  test('is given up after a while', async () => {
    const never = new Promise<never>(() => {});
    await expect(within(20, never)).rejects.toThrow('no answer within 0.02 seconds');
  });

  test('waits for its setting', async () => {
    expect(await checkStore(undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
