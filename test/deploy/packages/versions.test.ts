import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    overrides: z.record(z.string(), versions),
  })
  .parse(JSON.parse(read('package.json')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        name: z.string().optional(),
        version: z.string().optional(),
        integrity: z.string().optional(),
        dependencies: versions.default({}),
        devDependencies: versions.default({}),
      }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

describe('The packages', () => {
  test('are named by one exact version each, and a new one will be', () => {
    const inexact = Object.entries(direct).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(inexact).toEqual([]);
    expect(read('.npmrc')).toMatch(/^save-exact=true$/m);
  });

  test('stand in the lock file as in package.json', () => {
    expect(lock.packages['']).toMatchObject({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
    for (const [name, version] of Object.entries(direct))
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([
        name,
        version.replace(/^npm:.+@/, ''),
      ]);
  });

  test('are each known by the hash of what was published', () => {
    const unknown = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'),
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
  });
});

describe('Web Chat and natural', () => {
  const NEEDED = [
    // Draws the cards of a test.
    'markdown-it',
    // Taken by a classifier that the bench compares with ours.
    'apparatus',
    'sylvester',
    // Others need these as well, and npm 10 and 11 then disagree about where a stand-in belongs.
    'core-js',
    'url-search-params-polyfill',
    'uuid',
  ];

  test.each(['botframework-webchat', 'natural'])('bring no packages along that nobody needs: %s', (name) => {
    const own = Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {});
    const replaced = own.filter((each) => !NEEDED.includes(each));
    expect(replaced.length).toBeGreaterThan(9);
    expect(manifest.overrides[name]).toEqual(
      Object.fromEntries(replaced.map((each) => [each, '$not-needed'])),
    );
  });
});
