import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licencePolicy, licenceProblems } from '../../../deploy/packages/licences.ts';
import { type LockedPackage, lockedPackages } from '../../../deploy/packages/locked-packages.ts';

const ROOT = join(import.meta.dirname, '../../..');
const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
const policy = licencePolicy(readFileSync(join(ROOT, 'deploy/packages/licences.json'), 'utf8'));

/** What is wrong with one more package of that licence. */
function problemsOf(licence: string | undefined, more: Partial<LockedPackage> = {}): string[] {
  const planted = { path: 'node_modules/planted', name: 'planted', version: '1.2.3', dev: false, ...more };
  const packages = [...lockedPackages(lock), { ...planted, ...(licence !== undefined && { licence }) }];
  return licenceProblems(packages, policy);
}

describe('The licences of the packages', () => {
  test('are all allowed or judged, those for development too', () => {
    expect(licenceProblems(lockedPackages(lock), policy)).toEqual([]);
    expect(lockedPackages(lock).length).toBeGreaterThan(300);
  });

  test.each([
    ['a licence that nobody has allowed', 'GPL-3.0-only'],
    ['two licences that count together, one of them not allowed', 'MIT AND AGPL-3.0-only'],
    ['words that are no licence', 'SEE LICENSE IN LICENSE'],
    ['an empty field', ''],
    ['no field', undefined],
  ])('are refused where a package has %s', (_, licence) => {
    expect(problemsOf(licence)).toEqual([
      `planted@1.2.3 has ${licence ?? 'no licence field'} (node_modules/planted)`,
    ]);
  });

  test('may offer a choice, as long as one to choose is allowed', () => {
    expect(problemsOf('(GPL-3.0-only OR MIT)')).toEqual([]);
  });

  test('may be MPL-2.0 for development, but not in production', () => {
    expect(problemsOf('MPL-2.0', { dev: true })).toEqual([]);
    expect(problemsOf('MPL-2.0')).toHaveLength(1);
  });

  test('are judged for one version: the next one has to be read again', () => {
    const packages = lockedPackages(lock).map((each) =>
      each.name === 'sylvester' ? { ...each, version: '0.0.22' } : each,
    );
    expect(licenceProblems(packages, policy)).toEqual([
      'sylvester@0.0.22 has no licence field (node_modules/sylvester)',
      'sylvester@0.0.21 is judged, but not installed',
    ]);
  });
});

describe('npm run licences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'licences-'));
  const planted = join(folder, 'package-lock.json');
  beforeAll(() => {
    const { packages, ...rest } = JSON.parse(lock);
    const forbidden = { version: '9.9.9', license: 'SSPL-1.0' };
    writeFileSync(
      planted,
      JSON.stringify({ ...rest, packages: { ...packages, 'node_modules/pg/node_modules/bad': forbidden } }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['deploy/packages/check-licences.ts', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });

  test('passes with the packages as they are', () => {
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('are allowed') });
  });

  test('fails on a forbidden licence and names package, version, licence and path', () => {
    const { status, stderr } = run(planted);
    expect(stderr).toContain('bad@9.9.9 has SSPL-1.0 (node_modules/pg/node_modules/bad)');
    expect(status).toBe(1);
  });
});
