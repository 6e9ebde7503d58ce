import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The rows of the tables of threats: what is attacked, how it is stopped, and the tests. */
const threats = (read('docs/security.md').split('\n## ')[1] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what is attacked'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

interface Named {
  file: string;
  name: string;
}

function testsIn(cell: string): Named[] {
  return cell.split('<br>').map((each) => {
    const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(each) ?? [];
    return { file, name };
  });
}

/** Checks whether a file has a test, or a group of tests, of exactly this name. */
function hasTest({ file, name }: Named): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  const text = read(file);
  return ["'", '"', '`'].some((quote) => {
    const [before, ...rest] = text.split(`${quote}${name}${quote}`);
    // A title comes first in its call, or first in its row of a table.
    return rest.length > 0 && /[([]\s*$/.test(before ?? '');
  });
}

describe('The threats of docs/security.md', () => {
  test('are many, and each says what is attacked, how that is stopped and which test shows it', () => {
    expect(threats.length).toBeGreaterThan(40);
    const incomplete = threats.filter(
      ([what, how, tests, ...more]) => !what || !how || !tests || more.length > 0,
    );
    expect(incomplete).toEqual([]);
  });

  test('name only tests that exist', () => {
    const missing = threats.flatMap(([, , tests = '']) => testsIn(tests)).filter((named) => !hasTest(named));
    expect(missing).toEqual([]);
  });
});

test('A test is not found by a part of its name, nor in another file', () => {
  const whole = { file: 'test/security.test.ts', name: 'name only tests that exist' };
  expect(hasTest(whole)).toBe(true);
  expect(hasTest({ ...whole, name: 'name only tests' })).toBe(false);
  expect(hasTest({ ...whole, file: 'test/docs.test.ts' })).toBe(false);
});
