import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lockedPackages } from '../../../deploy/packages/locked-packages.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What a reader of CycloneDX 1.5 needs of each part. */
const component = z.looseObject({
  type: z.enum(['application', 'library']),
  name: z.string().min(1),
  version: z.string().min(1),
  purl: z.string().startsWith('pkg:npm/'),
});
const hash = z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) });
const sbom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.\d$/),
  metadata: z.looseObject({ component: component.extend({ 'bom-ref': z.string() }) }),
  components: z.array(component.extend({ 'bom-ref': z.string(), hashes: z.array(hash).min(1) })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

describe('npm run sbom', () => {
  const text = execFileSync(process.execPath, ['deploy/packages/sbom.ts'], { cwd: ROOT, encoding: 'utf8' });
  const document = sbom.parse(JSON.parse(text));
  const packages = lockedPackages(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const idsOf = (list: typeof packages) => [
    ...new Set(list.map(({ name, version }) => `${name}@${version}`)),
  ];

  test('lists every package of production once, and none that is only for development', () => {
    const needed = packages.filter(({ dev, name }) => !dev && name !== '@favware/skip-dependency');
    expect(document.components.map((each) => each['bom-ref']).sort()).toEqual(idsOf(needed).sort());
  });

  test('says what needs what, by parts that it lists', () => {
    const root = document.metadata.component['bom-ref'];
    const listed = new Set(document.components.map((each) => each['bom-ref']));
    expect(root).toMatch(/^cpms-access-assistant@/);
    expect(document.dependencies.map(({ ref }) => ref).sort()).toEqual([root, ...listed].sort());
    expect(
      document.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !listed.has(ref)),
    ).toEqual([]);
  });

  test('names no registry, no folder and no time, so that it is the same wherever it is made', () => {
    expect(text.match(/https?:\/\/[^/"]+/g)).toEqual(['http://cyclonedx.org']);
    expect(text).not.toContain(ROOT);
    expect(document.metadata.component.name).toBe('cpms-access-assistant');
    expect(text).not.toMatch(/"(timestamp|serialNumber)"/);
  });
});
