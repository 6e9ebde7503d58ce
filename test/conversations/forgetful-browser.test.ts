import { expect, test } from 'vitest';
import type { Clinician } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';

const open = (person: Clinician, value: object) =>
  person.send({ type: 'conversationUpdate', membersAdded: [{ id: 'person', name: '' }], value });

/** Goes to the steps whose helpdesk answers in the chat. */
async function reachAccess(person: Clinician): Promise<void> {
  await person.say('I have done part of it');
  await person.say('My second factor works, but I have not asked for access to CPMS');
}

test.each([
  ['tab', 'when you close the tab'],
  ['page', 'when you close or reload the page'],
])(
  'A person whose browser forgets the chat with the %s is promised no place to come back to',
  async (lasts, when) => {
    const { person } = new Helpdesk();
    const welcome = await open(person, { lasts });
    expect(welcome.text).toContain(when);
    expect(welcome.text).not.toContain('keep your place');
    expect((await person.say('What is the whole procedure, in short?')).text).toContain(
      'keep your place while this chat is open',
    );
    await reachAccess(person);
    expect((await person.say('cancel')).text).toContain('while this chat is open');
    await person.say('human');
    await person.say('The page stays white.');
    expect((await person.say('send it')).text).toContain('Please leave it open until then');
  },
);

test('Everybody else can close the chat and come back, also after a browser that forgets', async () => {
  const { person } = new Helpdesk();
  await open(person, { lasts: 'tab' });
  await person.join();
  await reachAccess(person);
  expect((await person.say('cancel')).text).toContain("I'll keep your place. Type");
  await person.say('human');
  await person.say('The page stays white.');
  expect((await person.say('send it')).text).toContain('You can close it and come back later.');
  expect((await new Helpdesk().person.join()).text).toContain(', and keep your place if you leave.');
});
