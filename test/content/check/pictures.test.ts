import { describe, expect, test } from 'vitest';
import { ContentError, type ContentProblem } from '../../../src/content/content-problem.ts';
import { loadContent } from '../../../src/content/load.ts';
import { PackCopy } from '../pack-copy.ts';

const DRAWING = 'pictures/my-drawing.yaml';
const FIRST_LINE = '# yaml-language-server: $schema=../schema/picture.schema.json';

/** Returns what the check says about a pack with this drawing, which the pack describes in words. */
function problemsWith(items: string, change: (pack: PackCopy) => void = () => {}): readonly ContentProblem[] {
  const pack = new PackCopy();
  pack.write(DRAWING, [FIRST_LINE, 'screens:', '  - items:', `      - ${items}`, ''].join('\n'));
  pack.change('en/pictures.yaml', /^alt:$/m, 'alt:\n  my-drawing: "Click it."');
  change(pack);
  try {
    loadContent(pack.folder);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

test('A drawing with words of ours, of a button and of the network is taken', () => {
  const texts = ['{word:phone}', '{label:submit}', '{network}'];
  const items = texts.map((text) => `{ kind: button, text: "${text}", click: true }`).join('\n      - ');
  expect(problemsWith(items)).toEqual([]);
});

describe('The check names the line, the key and the remedy of a drawing', () => {
  test.each([
    [
      'with a part that cannot be drawn',
      '{ kind: knob, text: "It" }',
      'kind',
      'must be one of: heading, text',
    ],
    ['with a button without words', '{ kind: button }', 'text', 'the key is missing: a button needs words'],
    ['with words for a gear', '{ kind: gear, text: "It" }', 'text', 'is not drawn: a gear has no words'],
    [
      'with a value that has no box',
      '{ kind: link, text: "It", value: "x" }',
      'value',
      'only field and dropdown',
    ],
    [
      'with a link that is chosen',
      '{ kind: link, text: "It", chosen: true }',
      'chosen',
      'only option, round, tick, tab',
    ],
    [
      'with a word that nobody has written',
      '{ kind: text, text: "{word:fone}" }',
      'text',
      'there is no word "fone"',
    ],
    [
      'with a button that no screen has',
      '{ kind: text, text: "{label:sumbit}" }',
      'text',
      'there is no label "sumbit"',
    ],
    [
      'with a value that nobody fills in',
      '{ kind: text, text: "{centre}" }',
      'text',
      '{centre} is not filled in here',
    ],
    [
      'with words that do not fit',
      `{ kind: text, text: "${'long '.repeat(20)}" }`,
      'text',
      'at most 60 characters',
    ],
  ])('%s', (_, item, key, reason) => {
    expect(problemsWith(item)).toEqual([
      {
        file: DRAWING,
        line: 4,
        key: `${key} in the 1st entry of items in the 1st entry of screens`,
        reason: expect.stringContaining(reason),
        fix: expect.any(String),
      },
    ]);
  });

  const fine = '{ kind: gear, click: true }';

  test('that says nothing to people who do not see it', () => {
    const problems = problemsWith(fine, (pack) =>
      pack.change('en/pictures.yaml', '\n  my-drawing: "Click it."', ''),
    );
    expect(problems).toMatchObject([
      { file: 'en/pictures.yaml', key: 'alt.my-drawing', reason: expect.stringContaining('has no text') },
    ]);
  });

  test('that is described and is not there', () => {
    const problems = problemsWith(fine, (pack) => pack.remove(DRAWING));
    expect(problems).toMatchObject([
      {
        file: 'en/pictures.yaml',
        key: 'alt.my-drawing',
        reason: expect.stringContaining('there is no drawing'),
      },
    ]);
  });

  test('that a step names and that is not there', () => {
    const problems = problemsWith(fine, (pack) =>
      pack.change('guide.yaml', /pictures: \[[a-z-]+/, 'pictures: [my-drawin'),
    );
    expect(problems).toMatchObject([
      { file: 'guide.yaml', reason: expect.stringContaining('there is no drawing "my-drawin"') },
    ]);
  });

  test('whose file has a name that no address can have', () => {
    const problems = problemsWith(fine, (pack) => {
      pack.copy(DRAWING, 'pictures/My Drawing.yaml');
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'pictures/My Drawing.yaml', fix: 'rename the file' }),
    );
  });

  test('once, however many languages the pack has', () => {
    const problems = problemsWith('{ kind: button }', (pack) => pack.copy('en', 'de'));
    expect(problems.filter(({ file }) => file === DRAWING)).toHaveLength(1);
  });
});
