import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkStore, withTimeout } from '../../../src/doctor/checks/store.ts';
import { openStore } from '../../../src/store/open.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('The store', () => {
  test('passes where it keeps a row, and is left as it was', async () => {
    const url = `file:${join(newFolder(), 'assistant.sqlite')}`;
    const store = await openStore(url);
    onTestFinished(() => store.close());
    await store.commit([{ key: 'talk/one', expected: null, value: 'kept', expiresAt: Date.now() + 60_000 }]);
    const before = await store.list('');
    expect(await checkStore(url)).toMatchObject({ outcome: 'ok', says: expect.stringContaining(url) });
    expect(await store.list('')).toEqual(before);
    expect(before).toHaveLength(1);
  });

  test('fails where its folder cannot be made', async () => {
    const file = join(newFolder(), 'a-file');
    writeFileSync(file, '');
    expect(await checkStore(`file:${file}/assistant.sqlite`)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(/a-file\/assistant\.sqlite cannot be used \(E/),
      fix: expect.stringContaining('may write to'),
    });
  });

  test('fails where the file is not a database', async () => {
    const file = join(newFolder(), 'assistant.sqlite');
    writeFileSync(file, 'a letter to a friend '.repeat(100));
    expect(await checkStore(`file:${file}`)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('not a database'),
    });
  });

  test('fails where the server does not exist, and names it without its password', async () => {
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
    await expect(withTimeout(20, never)).rejects.toThrow('no answer within 0.02 seconds');
  });

  test('waits for its setting', async () => {
    expect(await checkStore(undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
