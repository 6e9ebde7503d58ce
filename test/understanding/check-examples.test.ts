import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import type { Question } from '../../src/content/schema/question-texts.ts';
import { checkExample, checkExamples } from '../../src/understanding/check-examples.ts';
import { pack } from '../support/clinician.ts';
import { plainQuestion } from './little-questions.ts';

const texts = textsOf(pack, 'en');

function warnings(examples: Record<string, string[]>): string[] {
  const questions = Object.fromEntries(
    Object.entries(examples).map(([id, own]): [string, Question] => [
      id,
      { ...plainQuestion, question: id, examples: own },
    ]),
  );
  return checkExamples({ ...texts, questions, outOfScope: {} }).map(
    ({ label, example, reason }) => `${label}: ${example ?? ''} ${reason}`,
  );
}

const DIFFERENT = [
  'apples from the garden',
  'boats under bridges',
  'cold winters in Norway',
  'dancing until midnight',
  'every second Tuesday',
  'four green bottles',
  'grandmother knits socks',
  'heavy rain expected',
  'ice on the windscreen',
  'juggling with knives',
  'kites above the beach',
  'lost my umbrella',
  'mountains behind fog',
  'noisy neighbours again',
  'old books smell nice',
];

test('The check says nothing where there are enough examples and they differ', () => {
  expect(warnings({ things: DIFFERENT })).toEqual([]);
});

test('The check warns about a question with too few examples', () => {
  expect(warnings({ things: DIFFERENT.slice(0, 5) })).toEqual(['things:  has 5 examples']);
});

test('The check warns about two examples that teach the same, once', () => {
  expect(warnings({ things: [...DIFFERENT, 'Four green bottles!'] })).toEqual([
    'things: Four green bottles! is nearly the same as "four green bottles"',
  ]);
});

test('The check warns about an example that is closer to another question, and names that question', () => {
  const other = DIFFERENT.map((text) => text.split('').reverse().join(''));
  const [first = ''] = DIFFERENT;
  expect(warnings({ things: DIFFERENT, other: [...other, `${first} please`] })).toContain(
    `other: ${first} please is nearer to "things", which has "${first}"`,
  );
});

test('The check says nothing of two alike examples that the others tell apart', () => {
  const dogs = DIFFERENT.map((text) => `${text} with a dog`);
  const cats = DIFFERENT.map((text) => `${text.split('').reverse().join('')} with a cat`);
  expect(
    warnings({ dogs: [...dogs, 'blue and cheerful dog'], cats: [...cats, 'blue and cheerful cat'] }),
  ).toEqual([]);
});

test('The check warns about an example that resembles none of its own question and surely belongs to another', () => {
  // A few of the pack's questions, those that are alike among them, are learnt in a fraction of the time.
  const few = Object.entries(texts.questions).filter(
    ([id], index) => /^confirm|^centre-not/.test(id) || index % 6 === 0,
  );
  const { reason, example } =
    checkExamples({
      ...texts,
      questions: {
        ...Object.fromEntries(few),
        'confirm-mail-missing': {
          ...plainQuestion,
          examples: [
            ...(texts.questions['confirm-mail-missing']?.examples ?? []),
            'my hospital centre is not listed',
          ],
        },
      },
    }).find(({ label }) => label === 'confirm-mail-missing') ?? {};
  expect(example).toBe('my hospital centre is not listed');
  expect(reason).toContain('centre-not-listed');
});

test('The check lets what says that a matter is settled have the words of the matter', () => {
  const other = DIFFERENT.map((text) => text.split('').reverse().join(''));
  const [first = ''] = DIFFERENT;
  const settled = {
    ...plainQuestion,
    settled: true,
    question: 'settled',
    examples: [...other, `${first} please`],
  };
  const questions = { things: { ...plainQuestion, question: 'things', examples: DIFFERENT }, settled };
  expect(checkExamples({ ...texts, questions, outOfScope: {} })).toEqual([]);
  expect(checkExample({ ...texts, questions, outOfScope: {} }, 'settled', `${first} please`)).toEqual([]);
});
