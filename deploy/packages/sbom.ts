import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lockedPackages } from './locked-packages.ts';

/** `npm run sbom`: prints what production consists of, as CycloneDX, the same each time and without the network. */
const ROOT = join(import.meta.dirname, '../..');

const sbom = z.looseObject({
  serialNumber: z.string(),
  metadata: z.looseObject({ timestamp: z.string(), component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), purl: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

const { name } = z.object({ name: z.string() }).parse(JSON.parse(read('package.json')));
/** The package that stands in for those that nobody needs (see `overrides` in package.json). */
const PLACEHOLDER = '@favware/skip-dependency';
const inProduction = new Set(
  lockedPackages(read('package-lock.json'))
    .filter((each) => !each.dev && each.name !== PLACEHOLDER)
    .map((each) => `${each.name}@${each.version}`),
);

// npm's own --omit=dev also leaves out what development and production both need.
const all = execFileSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 64_000_000 },
);
const { serialNumber: _, metadata, components, dependencies, ...rest } = sbom.parse(JSON.parse(all));
const { timestamp: __, component, ...tools } = metadata;
const root = component['bom-ref'];
const document = {
  ...rest,
  // npm takes the name of the folder.
  metadata: { ...tools, component: { ...component, name } },
  components: components.filter((each) => inProduction.has(each['bom-ref'])),
  dependencies: dependencies
    .filter(({ ref }) => ref === root || inProduction.has(ref))
    .map((each) => ({ ...each, dependsOn: each.dependsOn.filter((ref) => inProduction.has(ref)) })),
};
console.log(JSON.stringify(document, null, 2));

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
