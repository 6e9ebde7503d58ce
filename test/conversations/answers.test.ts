import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { buttons } from './routes.ts';

const { questions } = textsOf(pack, 'en');
const answered = Object.entries(questions).filter(([, { command }]) => command === undefined);

/** Returns the number of buttons on the card of each answer, for somebody at a step or not yet in the guide. */
async function countButtons(atStep: boolean): Promise<[string, number][]> {
  const person = new Clinician();
  await person.join();
  if (atStep) await person.press(buttons.start);
  const counts: [string, number][] = [];
  for (const [id] of answered) {
    const shown = person.seen.length;
    const card = person.last.buttons[0]?.data.card;
    await person.submit({ action: 'choose', what: 'question', value: id, card });
    counts.push([id, person.seen[shown]?.buttons.length ?? 0]);
  }
  return counts;
}

describe('An answer', () => {
  test.each([
    ['at a step', true],
    ['before the guide has begun', false],
  ])('has two to four buttons %s', async (_, atStep) => {
    const counts = await countButtons(atStep);
    expect(counts.filter(([, count]) => count < 2 || count > 4)).toEqual([]);
  });

  test('has a date of reading once at most, and at the end of its line', () => {
    for (const [id, { answer = [], inChat }] of answered) {
      const dated = [...answer, ...inChat].filter((line) => /\b(as of|read in) \w+ 20\d\d\b/i.test(line));
      expect(dated.length, id).toBeLessThanOrEqual(1);
      for (const line of dated) expect(line, id).toMatch(/20\d\d\)?\.$/);
    }
  });
});
