import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../src/content/schema/file-schemas.ts';
import { SHIPPED } from './pack-copy.ts';

const yamlFiles = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);

describe('The JSON Schemas in data/schema', () => {
  test.each(Object.entries(jsonSchemas()))(
    '%s says what the check says (else: npm run schemas)',
    (name, schema) => {
      const committed: unknown = JSON.parse(
        readFileSync(join(SHIPPED, `schema/${name}.schema.json`), 'utf8'),
      );
      expect(committed).toEqual(JSON.parse(JSON.stringify(schema)));
    },
  );

  test('are no more than those of the check', () => {
    const names = Object.keys(jsonSchemas()).map((name) => `${name}.schema.json`);
    expect(readdirSync(join(SHIPPED, 'schema')).sort()).toEqual(names.sort());
  });

  test.each(yamlFiles)('are named in the first line of %s, for the editor', (file) => {
    const [first = ''] = readFileSync(join(SHIPPED, file), 'utf8').split('\n');
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
    expect(schema, first).toMatch(/schema\/[a-z-]+\.schema\.json$/);
    expect(existsSync(join(SHIPPED, dirname(file), schema)), schema).toBe(true);
  });

  test('are those of the right kind of file', () => {
    const named = yamlFiles.map((file) => {
      const [, kind] =
        /schema\/([a-z-]+)\.schema\.json/.exec(readFileSync(join(SHIPPED, file), 'utf8')) ?? [];
      return [file, kind];
    });
    expect(Object.fromEntries(named)).toMatchObject({
      'guide.yaml': 'guide',
      'network.yaml': 'network',
      'centres.yaml': 'centres',
      'advisories.yaml': 'advisories',
      'en/guide.yaml': 'guide-texts',
      'en/network.yaml': 'network-texts',
      'en/advisories.yaml': 'advisory-texts',
      'en/messages.yaml': 'messages',
      'en/commands.yaml': 'commands',
      'en/site.yaml': 'site-texts',
      'en/teams.yaml': 'teams-texts',
      'en/steps/eu-login.yaml': 'steps',
      'en/steps/two-factor.yaml': 'steps',
      'en/steps/cpms-access.yaml': 'steps',
      'en/steps/first-login.yaml': 'steps',
    });
  });
});
