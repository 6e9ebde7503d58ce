import { readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ContentError } from '../../src/content/content-problem.ts';
import { loadContent } from '../../src/content/load.ts';
import { PackCopy } from './pack-copy.ts';

/** The table of docs/wrong-edits.md: a file, the edit, and what the check says of it. */
const rows = readFileSync(fileURLToPath(new URL('../../docs/wrong-edits.md', import.meta.url)), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [file = '', edit = '', says = '', fix = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
    return { file: file.replaceAll('`', ''), edit, says, fix };
  });

/** Makes an edit as the table describes it; ⇥ stands for a tab. */
function make(pack: PackCopy, file: string, edit: string): void {
  const [first = '', second = ''] = Array.from(edit.matchAll(/`(.*?)`/g), ([, code = '']) =>
    code.replaceAll('⇥', '\t'),
  );
  if (edit.startsWith('the file becomes'))
    renameSync(pack.path(file), pack.path(`${file.slice(0, file.lastIndexOf('/'))}/${first}`));
  else pack.change(file, first, second);
}

test('The table shows ten edits or more', () => {
  expect(rows.length).toBeGreaterThanOrEqual(10);
});

test.each(rows)('$file: $edit', ({ file, edit, says, fix }) => {
  const pack = new PackCopy();
  make(pack, file, edit);
  const problems = () => {
    try {
      loadContent(pack.folder);
      return [];
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      return error.problems;
    }
  };
  expect(
    problems().map(({ key, ...about }) => [key ? `${key}: ${about.reason}` : about.reason, about.fix]),
  ).toEqual([[says, fix]]);
});
