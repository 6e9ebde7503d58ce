import { describe, expect, test } from 'vitest';
import { Clinician } from '../support/clinician.ts';

/** Somebody opens the chat by a link that names a step. */
function follow(person: Clinician, start: unknown) {
  const membersAdded = [{ id: 'person', name: '' }];
  return person.send({ type: 'conversationUpdate', membersAdded, value: { start } });
}

describe('A link that opens the chat at a step', () => {
  test('shows somebody new that step at once, says who speaks, and how to begin at the beginning', async () => {
    const person = new Clinician();
    const { text, at } = await follow(person, 'two-factor/app-install');
    expect(person.seen).toHaveLength(1);
    expect(at).toMatchObject({ phase: 'two-factor', step: 'app-install' });
    expect(text).toMatch(
      /^I am an automated assistant[\s\S]*passwords, codes or patient data[\s\S]*type start over/,
    );
    expect((await person.say('start over')).at).toMatchObject({ phase: 'eu-login', step: 'register' });
  });

  test('says who speaks only once', async () => {
    const person = new Clinician();
    await follow(person, 'two-factor/app-install');
    expect((await follow(person, 'two-factor/open-my-account')).text).not.toContain('automated');
  });

  test('takes somebody on their way there and back; the buttons of before no longer count', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    const before = person.last.buttons.find(({ title }) => title === 'Done – next');
    const there = await follow(person, 'first-login/enter-role');
    expect(there.at).toMatchObject({ step: 'enter-role' });
    expect(there.text).toMatch(/^Here is the step that your link leads to\. Back to where I was/);
    expect((await person.submit(before?.data)).text).toContain('answered already');
    expect((await person.press('Back to where I was')).at).toMatchObject({ step: 'register' });
  });

  test('to the very step where somebody is shows it, and there is nothing to go back to', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    const { text, buttons } = await follow(person, 'eu-login/register');
    expect(text).toContain('Part 1 of 4');
    expect(buttons.map(({ title }) => title)).not.toContain('Back to where I was');
  });

  test.each(['two-factor/nowhere', 'nowhere/nothing'])(
    'that is not there (%s) says so, and welcomes',
    async (key) => {
      const person = new Clinician();
      const { text } = await follow(person, key);
      expect(text).toMatch(/^That link names a step that is not in the guide[\s\S]*Welcome!/);
      expect(text.match(/automated assistant/g)).toHaveLength(1);
      expect((await person.state()).progress.position).toBeUndefined();
    },
  );

  test('that is not there shows somebody on their way where they are', async () => {
    const person = new Clinician();
    await person.join();
    await person.press('Start from the beginning');
    expect((await follow(person, 'two-factor/nowhere')).text).toMatch(/not in the guide[\s\S]*Part 1 of 4/);
  });

  test.each(['//evil.example', '<script>/x', 'a/b/c', `${'x'.repeat(61)}/y`, 7, null, { step: 'x' }])(
    'of no such form (%j) is as good as none',
    async (start) => {
      const { text } = await follow(new Clinician(), start);
      expect(text).toMatch(/^Welcome!/);
    },
  );
});
