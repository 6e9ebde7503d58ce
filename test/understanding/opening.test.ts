import { describe, expect, test } from 'vitest';
import { OpeningFinder } from '../../src/understanding/opening.ts';
import { pack } from '../support/clinician.ts';
import { sharedUnderstanding } from '../support/shared-understanding.ts';

const opening = new OpeningFinder(['Hello!', 'hello again', 'Good morning', 'Bonjour à tous']);

describe('The greeting before a matter', () => {
  test.each([
    ['hello how do I log in', 'how do I log in'],
    ['  Hello, how do I\nlog in?', 'how do I\nlog in?'],
    ['hello again still no code', 'still no code'],
    ['GOOD MORNING – where is the gear', 'where is the gear'],
    ['bonjour a tous je suis perdu', 'je suis perdu'],
  ])('is taken off %j', (text, matter) => {
    expect(opening.matterOf(text)).toBe(matter);
  });

  test.each(['hello', 'hello from Italy', 'Good morning dear Anna', 'how do I say hello here', '', '   '])(
    'is all of %j, or nowhere',
    (text) => {
      expect(opening.matterOf(text)).toBeUndefined();
    },
  );

  test('is left where a long message follows, beside which it weighs nothing', () => {
    expect(opening.matterOf(`hello how do I log in ${'please '.repeat(30)}`)).toBeUndefined();
  });
});

describe('A question behind a greeting', () => {
  const understand = sharedUnderstanding(pack);

  test.each([
    'hello how can I log in to cpms',
    'good evening is cpms down for everybody',
    'hi i never got the confirmation mail',
    'good morning, where do i find the gear',
  ])('is taken for the question: %s', (text) => {
    const { outcome, candidates } = understand(text, 'en');
    expect(outcome).not.toBe('none');
    expect(candidates[0]?.intent).not.toBe('greet');
  });

  test.each(['hello', 'hello my friend', 'hi how are you', 'hello from the surgery in Padova'])(
    'is not looked for in a mere greeting: %s',
    (text) => {
      expect(understand(text, 'en').candidates[0]?.intent).toBe('greet');
    },
  );
});
