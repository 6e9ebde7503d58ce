import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pack } from '../support/clinician.ts';
import { networkNames, networkNamesIn } from '../support/other-network.ts';
import { SHIPPED } from './pack-copy.ts';

/** Another network exchanges these; nothing else has to change. */
const OF_THE_NETWORK = /^(?:[a-z]{2}\/)?network\.yaml$|^centres\.yaml$|^networks\.yaml$/;

const all = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);
// What is confirmed has keys and hashes alone, those of the network's files too.
const files = all.filter((name) => !OF_THE_NETWORK.test(name) && !name.endsWith('/confirmed.yaml'));

/** The file without the page where an advisory was read, and without ids of questions, which may name the network. */
function withoutSources(file: string): string {
  return readFileSync(join(SHIPPED, file), 'utf8').replace(/^ *(source|related): .*$/gm, '');
}

describe('The content pack', () => {
  test.each(files)('does not name its network, an area or a centre in %s', (file) => {
    expect(networkNamesIn(withoutSources(file), pack)).toEqual([]);
  });

  test('names them in the files of the network, which shows that the test looks for the right names', () => {
    const own = all.filter((name) => OF_THE_NETWORK.test(name) && name !== 'networks.yaml');
    const text = own.map((file) => readFileSync(join(SHIPPED, file), 'utf8')).join('\n');
    expect(networkNamesIn(text, pack)).toEqual(networkNames(pack));
    expect(networkNames(pack)).toEqual(expect.arrayContaining(['eUROGEN', 'WS1', 'WS3', 'Radboudumc']));
  });
});
