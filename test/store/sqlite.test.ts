import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Write } from '../../src/store/store.ts';
import { storeContract } from '../contracts/store.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'store-'));
let files = 0;
const newFile = (): string => join(folder, `${++files}`, 'deeper', 'state.sqlite');
const write = (key: string, value: unknown, expected: number | null = null): Write => ({
  key,
  value,
  expected,
  expiresAt: Date.now() + 3_600_000,
});

afterAll(() => rmSync(folder, { recursive: true }));

storeContract('sqlite', () => openSqliteStore(newFile()));

describe('An SQLite file', () => {
  test('keeps values and versions when it is closed and opened again', async () => {
    const file = newFile();
    const first = await openSqliteStore(file);
    await first.commit([write('a', { n: 1 })]);
    await first.commit([write('b', 1)]);
    const entries = await first.list('');
    await first.close();

    const second = await openSqliteStore(file);
    expect(await second.list('')).toEqual(entries);
    await second.commit([write('c', 1)]);
    expect((await second.get('c'))?.version).toBeGreaterThan((await second.get('b'))?.version ?? Infinity);
    await second.close();
  });

  test('never gives a version twice, even after everything was deleted and the file opened again', async () => {
    const file = newFile();
    const first = await openSqliteStore(file);
    await first.commit([write('a', 1)]);
    const old = (await first.get('a'))?.version ?? -1;
    await first.commit([write('a', undefined, old)]);
    await first.close();

    const second = await openSqliteStore(file);
    await second.commit([write('a', 2)]);
    expect((await second.get('a'))?.version).toBeGreaterThan(old);
    await second.close();
  });

  test('shows two connections each other’s commits, and lets one of them win', async () => {
    const file = newFile();
    const [one, other] = [await openSqliteStore(file), await openSqliteStore(file)];
    await one.commit([write('a', 1)]);
    const read = (await other.get('a'))?.version ?? -1;
    const outcomes = await Promise.all([
      one.commit([write('a', 'one', read)]),
      other.commit([write('a', 'other', read)]),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await one.get('a')).toEqual(await other.get('a'));
    await one.close();
    await other.close();
  });

  test('finishes the commits under way when it is closed', async () => {
    const file = newFile();
    const first = await openSqliteStore(file);
    const committed = first.commit([write('a', 1)]);
    await first.close();
    expect(await committed).toBe(true);
    const second = await openSqliteStore(file);
    expect((await second.get('a'))?.value).toBe(1);
    await second.close();
    await expect(second.get('a')).rejects.toThrow();
    await expect(second.commit([write('b', 1)])).rejects.toThrow();
  });

  test('holds every value whose commit was answered before the process was killed', async () => {
    const file = newFile();
    const child = spawn(process.execPath, [WRITER, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    let answered = 0;
    for await (const line of lines) {
      answered = Number(line);
      if (answered >= 50) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    const store = await openSqliteStore(file);
    expect((await store.list('n/')).length).toBeGreaterThanOrEqual(answered);
    expect(await store.commit([write('after', 1)])).toBe(true);
    await store.close();
  });

  test('stops the start where it cannot be opened, with the name of the setting, the reason and an example', async () => {
    const file = join(folder, 'not-a-database');
    writeFileSync(
      file,
      'this is a text file, and a long enough one to be looked at as a database header'.repeat(20),
    );
    await expect(openSqliteStore(file)).rejects.toThrow(
      /DATABASE_URL.*not-a-database.*not a database.*file:/,
    );
    await expect(openSqliteStore(file)).rejects.toMatchObject({ kind: 'corrupt', code: 'SQLITE_NOTADB 26' });
    await expect(openSqliteStore(folder)).rejects.toThrow(/DATABASE_URL/);
    await expect(openSqliteStore(join(file, 'below', 'state.sqlite'))).rejects.toMatchObject({
      message: expect.stringMatching(/DATABASE_URL/),
      kind: 'missing',
    });
  });

  test.each<[string, (file: string) => void]>([
    ['its file is deleted', (file) => rmSync(file)],
    ['its file is replaced by a copy', (file) => replaceByCopy(file)],
    ['what is not in the file yet is deleted', (file) => rmSync(`${file}-wal`)],
  ])('takes nothing more and says why once %s under the process', async (_, lose) => {
    const file = newFile();
    const store = await openSqliteStore(file);
    await store.commit([write('a', 1)]);
    await store.probe();
    lose(file);
    await expect(store.probe()).rejects.toMatchObject({ name: 'StoreError', kind: 'missing' });
    await expect(store.commit([write('b', 1)])).rejects.toMatchObject({ kind: 'missing' });
    expect(await store.get('b')).toBeUndefined();
    await store.close();
  });

  test('says that it is full when the disk takes no more, without a word of what it was to keep', async () => {
    const file = newFile();
    const { stdout } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1000; exec "$0" "$@"', process.execPath, WRITER, file],
      {
        encoding: 'utf8',
      },
    );
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toMatch(
      /^StoreError full SQLITE_(FULL|IOERR_WRITE) \d+: the database has no room left/,
    );
    const store = await openSqliteStore(file);
    expect(await store.list('n/')).toHaveLength(lines.length - 1);
    await store.close();
  });

  test('says that it is damaged when a page holds something else', async () => {
    const file = newFile();
    const first = await openSqliteStore(file);
    for (let n = 0; n < 50; n++) await first.commit([write(`n/${n}`, 'words '.repeat(500))]);
    await first.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096);
    writeFileSync(file, bytes);
    const damaged = openSqliteStore(file).then((store) => store.list(''));
    await expect(damaged).rejects.toMatchObject({ name: 'StoreError', kind: 'corrupt' });
  });

  test('says that it is closed once it is', async () => {
    const store = await openSqliteStore(newFile());
    await store.close();
    await expect(store.get('a')).rejects.toMatchObject({ kind: 'unreachable', code: 'CLOSED' });
    await expect(store.probe()).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

function replaceByCopy(file: string): void {
  copyFileSync(file, `${file}.copy`);
  renameSync(`${file}.copy`, file);
}
