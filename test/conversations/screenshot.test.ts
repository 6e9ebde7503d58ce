import { expect, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { Clinician, pack } from '../support/clinician.ts';
import { edited } from './edited-pack.ts';

const { helpdesk } = pack.network;
const withAddress = edited(({ network }) => {
  const contact = network.contacts[helpdesk];
  if (contact) contact.email = 'desk@network.example';
});

/** A person who has sent a ticket, to the network's own helpdesk or, from the first step, to that of EU Login. */
async function sentTo(desk: 'own' | 'outside', content: Content): Promise<Clinician> {
  const takes = { targetsFor: () => ['inbox'], admitHandOver: async () => true, changed: () => undefined };
  const person = new Clinician({ content, also: { helpdesk: takes } });
  await person.join();
  if (desk === 'outside') await person.press('Start from the beginning');
  await person.say('human');
  await person.press('Send it', { sentence: 'It shows an error', email: 'jo@hospital.example' });
  return person;
}

test('A person is told how to email a screenshot for their ticket, now and whenever they look at it', async () => {
  const person = await sentTo('own', withAddress);
  const [, number = ''] = /Your ticket is ([A-Z-]+)/.exec(person.last.text) ?? [];
  const told = `email it to desk@network.example with ${number} in the subject`;
  expect(person.last.text).toContain(told);
  await person.say('my ticket');
  expect(person.last.text).toContain(told);
});

test.each<[string, 'own' | 'outside', Content]>([
  ['whose address is not known', 'own', pack],
  ['outside the network, which does not know the number', 'outside', withAddress],
])('Nobody is told to email a screenshot to a helpdesk %s', async (_which, desk, content) => {
  const person = await sentTo(desk, content);
  expect(person.last.text).toContain('Your ticket is');
  expect(person.last.text).not.toContain('screenshot');
  await person.say('my ticket');
  expect(person.last.text).not.toContain('screenshot');
});
