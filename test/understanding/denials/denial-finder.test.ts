import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../../src/content/content.ts';
import { DenialFinder } from '../../../src/understanding/denials/denial-finder.ts';
import { languageOf } from '../../../src/understanding/understand.ts';
import { pack } from '../../support/clinician.ts';

const TAUGHT: Record<string, string[]> = {
  'no-water': [
    'no water arrives',
    'the water does not arrive',
    'water is not arriving in my room',
    'nothing arrives at the tap',
    'why does no water arrive',
    'water never arrives before noon',
    'is the water off',
  ],
  'paint-tap': [
    'paint my tap',
    'how do I paint the tap',
    'I want to paint the old tap',
    'can somebody paint it',
    'please paint the tap blue',
    'which colour can I paint it',
    'paint',
  ],
  'no-plumber': [
    "I don't want a plumber in my room",
    'no plumber please',
    "please don't send the plumber",
    'can it be done without a plumber',
    'rather not the plumber again',
  ],
};
const others = ['the garden', 'a red door', 'my old chair', 'the long road', 'which train', 'a book'];
const examples = [
  ...Object.entries(TAUGHT).flatMap(([label, texts]) => texts.map((text) => ({ text, label }))),
  ...others.flatMap((text) => Array.from({ length: 20 }, () => ({ text, label: 'other' }))),
];
const { denials } = textsOf(pack, DEFAULT_LANGUAGE);
const finder = new DenialFinder(denials, () => examples, languageOf('en').stem);

describe('An intent', () => {
  test.each([
    ['that is put aside', 'paint-tap', "it's not about painting the tap"],
    ['with its own word turned round', 'paint-tap', "I didn't paint the tap"],
    ['whose trouble is over', 'no-water', 'the water arrived'],
  ])('%s is denied', (_, intent, text) => {
    expect(finder.find(text, intent)).toMatchObject({ denied: text, rest: '' });
  });

  test.each([
    ['whose examples have such a "not"', 'no-water', "the water doesn't arrive"],
    ['that is usually asked for by putting something aside', 'no-plumber', "I don't want the plumber"],
    ['of which another word is turned round', 'paint-tap', "I didn't see a colour"],
    ['that works in one place and not in another', 'no-water', 'water arrived in room 1, but not in mine'],
  ])('%s is not denied', (_, intent, text) => {
    expect(finder.find(text, intent)).toBeUndefined();
  });
});

describe('The rest of a text', () => {
  test('is without the clauses that deny, and says what it does', () => {
    expect(finder.find('The water is fine. How do I paint the tap?', 'no-water')).toMatchObject({
      denied: 'The water is fine',
      rest: 'How do I paint the tap?',
      isAsking: true,
      isTrouble: false,
    });
    expect(finder.find('the water arrived, now the tap is broken', 'no-water')).toMatchObject({
      rest: 'now the tap is broken',
      isTrouble: true,
      isWeak: true,
    });
  });

  test('is without what the next clause puts aside', () => {
    const denial = finder.find("The water is off, that's not it. The door is red.", 'no-water');
    expect(denial?.rest).toBe('The door is red.');
  });
});

test('The examples are not asked for by a text that has nothing to deny', () => {
  const lazy = new DenialFinder(
    denials,
    () => {
      throw new Error('asked for');
    },
    languageOf('en').stem,
  );
  expect(lazy.find('how do I paint the tap', 'paint-tap')).toBeUndefined();
});
