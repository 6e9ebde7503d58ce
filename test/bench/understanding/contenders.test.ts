import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const LEARN = `
  const { nlpjs } = await import('./test/bench/understanding/contenders.ts');
  const train = [{ text: '!!!', label: 'a' }, { text: 'goodbye', label: 'b' }];
  await nlpjs.learn({ name: 'set', train, vague: new Map(), outOfScope: new Set() });
`;

test('NLP.js warns on standard error, so that the benchmark with --json prints JSON alone', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', LEARN], {
    encoding: 'utf8',
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  expect(stderr).toContain('contains only stop words');
});
