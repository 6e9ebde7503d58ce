import { describe, expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { Clinician, pack } from '../support/clinician.ts';

const { earlierCard, notices } = textsOf(pack, 'en').messages;

/** Opens the chat by a link that names a step. */
function follow(person: Clinician, start: unknown) {
  const membersAdded = [{ id: 'person', name: '' }];
  return person.send({ type: 'conversationUpdate', membersAdded, value: { start } });
}

describe('A link that opens the chat at a step', () => {
  test('shows a new person that step at once, says that this is a bot, and how to begin at the beginning', async () => {
    const person = new Clinician();
    const { text, at } = await follow(person, 'two-factor/app-install');
    expect(person.seen).toHaveLength(1);
    expect(at).toMatchObject({ phase: 'two-factor', step: 'app-install' });
    expect(text).toMatch(
      /^I am an automated assistant[\s\S]*passwords, codes or patient data[\s\S]*type start over/,
    );
    expect((await person.say('start over')).at).toMatchObject({ phase: 'eu-login', step: 'register' });
  });

  test('says only once that this is a bot', async () => {
    const person = new Clinician();
    await follow(person, 'two-factor/app-install');
    expect((await follow(person, 'two-factor/open-my-account')).text).not.toContain('automated');
  });

  test('takes a person within the guide there and back; the earlier buttons no longer work', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    const before = person.last.buttons.find(({ title }) => title === 'Done – next');
    const there = await follow(person, 'first-login/enter-role');
    expect(there.at).toMatchObject({ step: 'enter-role' });
    expect(there.text).toMatch(/^Here is the step that your link leads to\. Back to where I was/);
    expect((await person.submit(before?.data)).text).toContain(earlierCard.line);
    expect((await person.say('Back to where I was')).at).toMatchObject({ step: 'register' });
  });

  test('shows the step where the person already is, without a way back', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    const { text, buttons } = await follow(person, 'eu-login/register');
    expect(text).toContain('Part 1 of 4');
    expect(buttons.map(({ title }) => title)).not.toContain('Back to where I was');
  });

  test('says that a step is not in the guide, and welcomes the person', async () => {
    const person = new Clinician();
    const { text } = await follow(person, 'nowhere/nothing');
    expect(text).toMatch(/^That link names a step that is not in the guide[\s\S]*Welcome!/);
    expect(text.match(/automated assistant/g)).toHaveLength(1);
    expect((await person.state()).progress.position).toBeUndefined();
  });

  test('shows a person within the guide where they are, if its step is not in the guide', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    expect((await follow(person, 'nowhere/nothing')).text).toMatch(/not in the guide[\s\S]*Part 1 of 4/);
  });

  test('shows for a step that its phase no longer has the nearest one, from which the person can return', async () => {
    const newcomer = await follow(new Clinician(), 'two-factor/gone');
    expect(newcomer.text).toContain('I am an automated assistant');
    expect(newcomer.at).toMatchObject({ phase: 'two-factor', step: 'open-my-account' });
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    const { text, at } = await follow(person, 'two-factor/gone');
    expect(text).toContain(notices.stepReplaced);
    expect(at).toMatchObject({ phase: 'two-factor', step: 'open-my-account' });
    expect((await person.press('Back to where I was')).at).toMatchObject({ step: 'register' });
  });

  test.each(['//evil.example', '<script>/x', 'a/b/c', `${'x'.repeat(61)}/y`, 7, null, { step: 'x' }])(
    'is ignored where it is malformed (%j)',
    async (start) => {
      const { text } = await follow(new Clinician(), start);
      expect(text).toMatch(/^Welcome!/);
    },
  );
});
