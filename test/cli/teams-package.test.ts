import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SETTINGS = {
  BOT_ID: '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
  PUBLIC_URL: 'https://assistant.example.org',
};

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'teams-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'new/app.zip');
}

test('npm run teams:package writes the same app in every time zone to the given file, and prints its hash', () => {
  const hashes = ['Europe/Amsterdam', 'Asia/Tokyo'].map((TZ) => {
    const file = newFile();
    const printed = execFileSync(process.execPath, ['src/cli/teams-package.ts', file], {
      cwd: ROOT,
      env: { ...SETTINGS, TZ },
      encoding: 'utf8',
    });
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(printed).toContain(`sha256 ${hash}`);
    return hash;
  });
  expect(hashes[0]).toBe(hashes[1]);
});

test('npm run teams:package names the missing settings, and writes nothing', () => {
  const file = newFile();
  const run = spawnSync(process.execPath, ['src/cli/teams-package.ts', file], {
    cwd: ROOT,
    env: {},
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^BOT_ID .*\nPUBLIC_URL .*\n$/);
  expect(existsSync(file)).toBe(false);
});
