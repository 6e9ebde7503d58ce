import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { nameFinder, replyFinder } from '../../../src/understanding/replies/reply-finder.ts';
import { pack } from '../../support/clinician.ts';

const { replies, commands } = textsOf(pack, 'en');
const replyIn = replyFinder(replies, commands.fillers);
const nameIn = nameFinder(replies, commands.fillers);

describe('Words about what was said last are recognised:', () => {
  test.each([
    ['1', 0],
    ['2nd', 1],
    ['the second one', 1],
    ['No, I mean the second one!', 1],
    ['number 3 please', 2],
    ['I think it is the first', 0],
    ['Last one.', -1],
  ])('"%s" is button %s', (words, at) => {
    expect(replyIn(words)).toEqual({ kind: 'position', at });
  });

  test.each([
    ['neither', 'none'],
    ['No none', 'none'],
    ['none of these, sorry', 'none'],
    ['no, something else', 'none'],
    ["that's not what I asked", 'none'],
    ['no, the other thing', 'other'],
    ['not these two', 'none'],
    ['both please', 'both'],
    ['I need all of them', 'all'],
    ['why?', 'more'],
    ["sorry, I don't understand", 'more'],
    ['and on a tablet?', 'goesOn'],
    ['what about nurses', 'goesOn'],
    ['for my colleague?', 'goesOn'],
  ])('"%s" is %s', (words, kind) => {
    expect(replyIn(words)?.kind).toBe(kind);
  });

  test.each([
    'second factor',
    'I have one phone',
    'none of the mails arrived',
    'for my colleague',
    'no network',
    'and how do I get an account if my hospital is not a member of the network?',
    'the other phone',
    `the first ${'please '.repeat(30)}`,
    '',
  ])('"%s" is none', (words) => {
    expect(replyIn(words)).toBeUndefined();
  });
});

describe('The name of one of the offers', () => {
  test.each([
    ['the one with the address', 'address'],
    ['I mean the address one please', 'address'],
    ['forgot PIN', 'forgot pin'],
  ])('is taken out of "%s"', (words, name) => {
    expect(nameIn(words)).toBe(name);
  });
});
