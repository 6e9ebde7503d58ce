import { expect, test } from 'vitest';
import { groupAlike } from '../../src/understanding/group-alike.ts';

async function groupsOf(...texts: string[]): Promise<string[][]> {
  const groups = await groupAlike(
    texts.map((text) => ({ text })),
    'en',
  );
  return groups.map((group) => group.map(({ text }) => text));
}

test('Similar questions form groups, which keep their order', async () => {
  const [lost, other, again] = ['I lost my phone', 'Which centre is mine?', 'I have lost my phone'];
  expect(await groupsOf(lost, other, again)).toEqual([[lost, again], [other]]);
});

test('Long texts are compared by their beginnings, since hundreds of them would take minutes otherwise', async () => {
  const begins =
    'The message with the code does not arrive on my phone, though I have asked for it often. '.repeat(4);
  const [one, two] = [`${begins}${'Zebras graze. '.repeat(90)}`, `${begins}${'Ships sail by. '.repeat(90)}`];
  expect(await groupsOf(one, two)).toEqual([[one, two]]);
});

test('Others are let in between while many questions are compared', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);
  await groupsOf(...Array.from({ length: 50 }, (_, n) => `question ${n} about ${'x'.repeat(n)}`));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
