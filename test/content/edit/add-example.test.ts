import { chmodSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { addExample } from '../../../src/content/edit/add-example.ts';
import { appendExample } from '../../../src/content/edit/append-example.ts';
import { LONGEST_EXAMPLE, normalizeExample } from '../../../src/content/edit/normalize-example.ts';
import { isWritable, writeChange } from '../../../src/content/edit/write-change.ts';
import { loadContent } from '../../../src/content/load.ts';
import { pack } from '../../support/clinician.ts';
import { PackCopy } from '../pack-copy.ts';

const texts = textsOf(pack, 'en');
const { shortName, name, areas } = texts.network;
const [centre] = pack.centres.countries.flatMap(({ centres }) => centres);
const FILE = 'en/questions/which-browser.yaml';

function lineOf(typed: string): unknown {
  const made = normalizeExample(typed, pack, texts);
  return 'line' in made ? made.line : made.problem;
}

describe('A typed text is normalised:', () => {
  test.each([
    ['several lines become one', 'one\r\ntwo\n\n  three\t four ', 'one two three four'],
    ['line breaks of other kinds as well', 'one\u2028two\u0085three\u000bfour', 'one two three four'],
    ['control characters go', 'a\u0000b\u001bc', 'a b c'],
    ['characters that hide others go', 'a\u202eb\u200bc\ufeffd', 'abcd'],
    ['half a character goes', 'what \ud83d now', 'what now'],
    [
      'the network is {network}',
      `is ${shortName.toUpperCase()} the same as ${shortName.toLowerCase()}?`,
      'is {network} the same as {network}?',
    ],
    ['its whole name as well', `what is ${name}'s address`, "what is {network}'s address"],
    ['an area is {area}', `which of ${Object.values(areas)[0]?.label} to take`, 'which of {area} to take'],
    ['placeholders stay', 'is {network} in {area}', 'is {network} in {area}'],
    ['other braces are refused', 'what is {centre}', 'braces'],
    ['a single brace is refused', 'what is } this', 'braces'],
    ['nothing is refused', ' \n ', 'empty'],
    ['signs alone are refused', '?!', 'empty'],
    ['a mail is refused', 'long '.repeat(LONGEST_EXAMPLE / 5 + 1), 'long'],
    ['a centre is refused', `is ${centre?.name} listed?`, 'centre'],
    [
      'quotation marks, colons and hashes stay',
      `he said: "what?" # it's - [so] | > & * !`,
      `he said: "what?" # it's - [so] | > & * !`,
    ],
  ])('%s', (_what, typed, line) => {
    expect(lineOf(typed)).toBe(line);
  });
});

describe('A file', () => {
  const file = '# about it\nquestion: "What?"  # short\nexamples: |\n    one\n    two: "b"\n';

  test('gets the line at the end of the block, with its indentation, and keeps the rest', () => {
    expect(appendExample(file, '# three: - [x]')).toBe(`${file}    # three: - [x]\n`);
  });

  test('keeps what stands behind the block, blank lines and comments included', () => {
    const more = `${file}\n\n# the end\nanswer: ["a"]\n`;
    expect(appendExample(more, 'three')).toBe(
      '# about it\nquestion: "What?"  # short\nexamples: |\n    one\n    two: "b"\n    three\n\n\n# the end\nanswer: ["a"]\n',
    );
  });

  test('keeps the line endings of Windows', () => {
    const windows = file.replaceAll('\n', '\r\n');
    expect(appendExample(windows, 'three')).toBe(`${windows}    three\r\n`);
  });

  test('that does not end in a line break still does not afterwards', () => {
    expect(appendExample(file.trimEnd(), 'three')).toBe(`${file}    three`);
  });

  test('gets its first line in an empty block', () => {
    expect(appendExample('question: "a"\nexamples: |\n', 'one')).toBe('question: "a"\nexamples: |\n  one\n');
  });

  test.each([
    ['a list', 'examples: [one, two]\n'],
    ['one text', 'examples: "one"\n'],
    ['folded lines', 'examples: >\n  one\n  two\n'],
    ['nothing', 'question: "a"\n'],
    ['no group of keys', '- a\n'],
    ['no YAML', 'a: [\n'],
  ])('with %s in the place of the block is left alone', (_what, text) => {
    expect(appendExample(text, 'three')).toBeUndefined();
  });

  test('takes every line that passes as an example, letter for letter', () => {
    for (const line of [
      '---',
      '...',
      '%TAG',
      '"',
      "'",
      '|',
      '> x',
      '- a',
      'a: b',
      '#',
      '&a *b',
      '\\n',
      '@',
      '`',
    ]) {
      const made = normalizeExample(`${line} x`, pack, texts);
      expect('line' in made && appendExample(file, made.line)).toBe(`${file}    ${line} x\n`);
    }
  });
});

describe('A content pack', () => {
  const add = (folder: PackCopy, line: string, label = 'which-browser') =>
    addExample(folder.folder, { language: 'en', label, line }, pack);

  test('has the example after the change, and nothing else has changed', () => {
    const folder = new PackCopy();
    const before = folder.read(FILE);
    const outcome = add(folder, 'will my Chromebook do: yes or no?');
    if (!('added' in outcome)) throw new Error(outcome.problem);
    expect(folder.read(FILE)).toBe(before);
    writeChange(folder.folder, outcome.added);
    expect(folder.read(FILE)).toBe(`${before}  will my Chromebook do: yes or no?\n`);
    expect(readdirSync(folder.path('en/questions')).filter((each) => each.startsWith('.'))).toEqual([]);
    const examples = (content: typeof pack) => textsOf(content, 'en').questions['which-browser']?.examples;
    expect(examples(loadContent(folder.folder))).toEqual([
      ...(examples(pack) ?? []),
      'will my Chromebook do: yes or no?',
    ]);
  });

  test('takes an example of what is out of scope', () => {
    const outcome = add(new PackCopy(), 'how much amoxicillin for a baby', 'clinical');
    expect(outcome).toMatchObject({
      added: { file: 'en/out-of-scope/clinical.yaml', name: 'clinical.yaml' },
    });
  });

  test('takes no example twice, whichever question has it and however it is capitalised', () => {
    const [known = ''] = textsOf(pack, 'en').questions['app-install']?.examples ?? [];
    const folder = new PackCopy();
    expect(add(folder, known.toUpperCase())).toEqual({ problem: 'known', label: 'app-install' });
    expect(add(folder, known, 'app-install')).toEqual({ problem: 'known', label: 'app-install' });
    expect(add(folder, textsOf(pack, 'en').vague.vague[0]?.examples[0] ?? '')).toEqual({ problem: 'vague' });
  });

  test('that somebody has broken meanwhile takes none and says where it is broken', () => {
    const folder = new PackCopy();
    folder.change(FILE, 'step:', 'stop:');
    expect(add(folder, 'will a chromebook do', 'app-install')).toMatchObject({
      problem: 'pack',
      problems: [expect.objectContaining({ file: FILE, key: 'stop' })],
    });
  });

  test('whose file is gone, or written in another way, takes none and names the file', () => {
    const folder = new PackCopy();
    folder.change(FILE, 'examples: |', 'examples: >');
    expect(add(folder, 'will a chromebook do')).toEqual({ problem: 'form', file: FILE });
    folder.remove(FILE);
    expect(add(folder, 'will a chromebook do')).toEqual({ problem: 'form', file: FILE });
  });

  test('tells whether it can be written to', () => {
    const folder = new PackCopy();
    expect(isWritable(folder.folder, FILE)).toBe(true);
    expect(isWritable(folder.folder, 'en/questions/none.yaml')).toBe(false);
    if (process.getuid?.() === 0) return;
    chmodSync(folder.path(FILE), 0o444);
    expect(isWritable(folder.folder, FILE)).toBe(false);
  });
});
