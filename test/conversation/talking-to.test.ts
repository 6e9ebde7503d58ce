import { expect, test } from 'vitest';
import { Helpdesk } from '../support/helpdesk.ts';

test('Every message tells whether the helpdesk or the assistant gets the person’s words', async () => {
  const helpdesk = new Helpdesk();
  const { person } = helpdesk;
  const talkingTo = () => person.last.activity.entities?.filter(({ type }) => type === 'talkingTo');
  const assistant = [{ type: 'talkingTo', helpdesk: false }];
  const atHelpdesk = [{ type: 'talkingTo', helpdesk: true }];

  await person.join();
  expect(talkingTo()).toEqual(assistant);
  await person.say('start');
  await person.say('human');
  await person.press('Ask the eUROGEN helpdesk instead');
  await person.press('Send it', { sentence: 'It says error 7' });
  expect(talkingTo()).toEqual(assistant);
  await helpdesk.claim();
  expect(talkingTo()).toEqual(atHelpdesk);
  await helpdesk.reply('Which browser is it?');
  expect(talkingTo()).toEqual(atHelpdesk);
  await person.press('Back to the assistant');
  expect(talkingTo()).toEqual(assistant);
  await helpdesk.reply('Is it an old one?');
  expect(talkingTo()).toEqual(assistant);
  await person.press('Write to the helpdesk');
  expect(talkingTo()).toEqual(atHelpdesk);
  await helpdesk.close();
  expect(talkingTo()).toEqual(assistant);
});
