import { describe, expect, test } from 'vitest';
import { type Feedback, feedbackSchema } from '../../src/analytics/feedback.ts';
import { FEEDBACK } from '../../src/store/keys.ts';
import { Clinician } from '../support/clinician.ts';
import { readable } from '../support/readable.ts';
import { buttons } from './routes.ts';

async function personAtTheFirstStep(): Promise<Clinician> {
  const person = new Clinician();
  await person.join();
  await person.press(buttons.start);
  return person;
}

async function noted(person: Clinician): Promise<Feedback[]> {
  return (await person.store.list(FEEDBACK)).map(({ value }) => feedbackSchema.parse(value));
}

/** A button of the message above the step. */
async function rate(person: Clinician, title: string): Promise<void> {
  await person.submit(person.seen.at(-2)?.buttons.find((button) => button.title === title)?.data);
}

describe('The feedback for the editors', () => {
  test('holds a question that was not understood, without secrets and without its author', async () => {
    const person = await personAtTheFirstStep();
    await person.say('seven spoons dance on the roof, Sommer2024!');
    expect(await noted(person)).toEqual([
      {
        kind: 'unknown',
        intent: null,
        text: 'seven spoons dance on the roof, (password not kept)',
        language: 'en',
        step: 'eu-login/register',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
    const stored = JSON.stringify(await person.store.list(FEEDBACK));
    expect(stored).not.toContain(person.conversation);
  });

  test.each([
    ['my password is', 'sunshine'],
    ['my pin is:', 'zwölf elf'],
    ['the patient name is', 'anna lindqvist'],
  ])('holds no secret that follows "%s" in a message of its own', async (beginning, rest) => {
    const person = await personAtTheFirstStep();
    await person.say(beginning);
    await person.say(rest);
    const stored = readable(await person.store.list(''));
    for (const word of rest.split(' ')) expect(stored).not.toContain(word);
    await person.say('seven spoons dance on the roof');
    expect((await noted(person)).map(({ text }) => text)).toContain('seven spoons dance on the roof');
  });

  test('holds a question where the person meant none of those offered', async () => {
    const person = await personAtTheFirstStep();
    await person.say('nothing works');
    await person.press('None of these');
    expect(await noted(person)).toMatchObject([{ kind: 'unknown', text: 'nothing works' }]);
  });

  test.each(['neither', 'no, something else'])('holds it by "%s" as well', async (words) => {
    const person = await personAtTheFirstStep();
    await person.say('nothing works');
    await person.say(words);
    expect(await noted(person)).toMatchObject([{ kind: 'unknown', text: 'nothing works' }]);
  });

  test('holds an answer that did not help once, however often the person says so', async () => {
    const person = await personAtTheFirstStep();
    await person.say('which browser should I use?');
    const answer = person.seen.at(-2);
    await person.say("it still doesn't work");
    await person.submit(answer?.buttons.find(({ title }) => title === '👎 Not helpful')?.data);
    expect(await noted(person)).toMatchObject([
      { kind: 'unhelpful', intent: 'which-browser', text: 'which browser should I use?' },
    ]);
  });

  test('holds a question that goes on from another one together with that, so that editors can understand it', async () => {
    const person = await personAtTheFirstStep();
    await person.say('which browser do I need');
    await person.say('and on a tablet?');
    expect(await noted(person)).toMatchObject([
      { kind: 'unknown', text: 'Which browser should I use? – and on a tablet?' },
    ]);
  });

  test.each([
    ['👍 This helped', 'helpful'],
    ['👎 Not helpful', 'unhelpful'],
  ])('holds a rating once, however often "%s" is clicked', async (title, kind) => {
    const person = await personAtTheFirstStep();
    await person.say('which browser should I use?');
    const answer = person.seen.at(-2);
    await rate(person, title);
    await person.submit(answer?.buttons.find((button) => button.title === title)?.data);
    expect(await noted(person)).toMatchObject([
      { kind, intent: 'which-browser', text: 'which browser should I use?' },
    ]);
  });

  test('holds no question that is out of scope', async () => {
    const person = await personAtTheFirstStep();
    await person.say('which dose of trimethoprim for a newborn with reflux?');
    expect(await noted(person)).toEqual([]);
  });
});
