import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const LOG = new URL('../../src/lib/log.ts', import.meta.url).href;

/** The messages in the log of a process that runs this. */
function logOf(run: string): string[] {
  const code = `const { openLog } = await import('${LOG}'); const log = openLog('info'); ${run}`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  return printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).msg]));
}

test.each([
  ['exits at once', 'process.exit()'],
  ['has nothing more to do', ''],
  ['writes on', "setTimeout(() => log.info('three'), 100)"],
])('No line of the log is lost, and all are in their order, where the process %s', (_name, ending) => {
  const lines = logOf(`log.info('one'); log.info('two'); ${ending}`);
  expect(lines.slice(0, 2)).toEqual(['one', 'two']);
  expect(lines).toHaveLength(ending.includes('three') ? 3 : 2);
});
