import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../../src/content/content.ts';
import { ClauseReader } from '../../../src/understanding/denials/clauses.ts';
import { pack } from '../../support/clinician.ts';

const reader = new ClauseReader(textsOf(pack, DEFAULT_LANGUAGE).denials);
const kindsOf = (text: string) => reader.clausesOf(text).map(({ kind }) => kind);

describe('A clause', () => {
  test.each([
    ['aside', "it's not that the tap drips"],
    ['aside', 'The tap is not the problem'],
    ['aside', "please don't send a plumber"],
    ['aside', "don't turn the tap off"],
    ['well', 'the water is fine'],
    ['well', 'The tap was NOT broken'],
    ['well', 'the water has no trouble at all'],
    ['well', 'the water did arrive'],
    ['goes', 'the water arrived'],
    ['negated', 'I haven’t painted the tap'],
    ['negated', "I didn't install the tap"],
  ])('denies as "%s": %s', (kind, text) => {
    expect(kindsOf(text)).toEqual([kind]);
  });

  test.each([
    ['trouble', 'the water does not arrive'],
    ['trouble', 'water not arriving'],
    ['trouble', 'the tap is broken'],
    ['trouble', "the tap won't install"],
    ['trouble', 'the tap does not connect'],
    ['trouble', "I can't say that it is fine"],
    ['a question', 'is the water fine'],
    ['a question', "why isn't it the problem?"],
    ['a question', 'the water is fine?'],
    ['a wish', 'I want it to be fine'],
    ['a condition', 'when the water arrived'],
    ['what somebody else says', 'it says "the water is fine"'],
    ['leaving out the "I"', "don't see the tap"],
    ['something that is not there', 'no tap on the wall'],
    ['another word', 'the works council'],
  ])('with %s denies nothing: %s', (_, text) => {
    expect(kindsOf(text).filter(Boolean)).toEqual([]);
  });

  test('begins after punctuation and before a joining word, and nothing is lost between them', () => {
    const text = 'The tap works, but the drain – the old one – is broken in house 2.0! Help';
    const clauses = reader.clausesOf(text);
    expect(clauses.map(({ text: own }) => own).join('')).toBe(text);
    expect(clauses.filter(({ words }) => words.length > 0).map(({ words }) => words[0])).toEqual([
      'the',
      'but',
      'the',
      'is',
      'help',
    ]);
    expect(clauses[0]?.kind).toBe('goes');
  });
});

test('Without the words of a language, no clause denies anything', () => {
  const none = { negations: [], joints: [], conditions: [], absences: [], inabilities: [], asking: [] };
  const more = { questionStarts: [], wellVerbs: [], failing: [], emphases: [], prohibitions: [] };
  const empty = { ...none, ...more, wellWords: [], unrelated: [], troubles: [], aside: [], asideBefore: [] };
  const clauses = new ClauseReader(empty).clausesOf("It's not that, the water is fine");
  expect(clauses.map(({ kind }) => kind)).not.toContain('aside');
  expect(clauses.filter(({ kind }) => kind)).toEqual([]);
});
