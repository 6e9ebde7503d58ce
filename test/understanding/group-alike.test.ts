import { expect, test } from 'vitest';
import { groupAlike } from '../../src/understanding/group-alike.ts';

const groupsOf = (...texts: string[]) =>
  groupAlike(
    texts.map((text) => ({ text })),
    'en',
  ).map((group) => group.map(({ text }) => text));

test('Similar questions form groups, which keep their order', () => {
  const [lost, other, again] = ['I lost my phone', 'Which centre is mine?', 'I have lost my phone'];
  expect(groupsOf(lost, other, again)).toEqual([[lost, again], [other]]);
});

test('Long texts are compared by their beginnings, since hundreds of them would take minutes otherwise', () => {
  const begins =
    'The message with the code does not arrive on my phone, though I have asked for it often. '.repeat(4);
  const [one, two] = [`${begins}${'Zebras graze. '.repeat(90)}`, `${begins}${'Ships sail by. '.repeat(90)}`];
  expect(groupsOf(one, two)).toEqual([[one, two]]);
});
