import { afterAll, beforeAll, expect, test } from 'vitest';
import { see } from '../../support/clinician.ts';
import { Helpdesk } from '../../support/helpdesk.ts';
import { LocalConnector } from './local-connector.ts';

const connector = new LocalConnector();
beforeAll(() => connector.open());
afterAll(() => connector.close());

test('The card of a hand-over becomes a line once it is sent, without the words of its form', async () => {
  const { person } = new Helpdesk({ connect: connector.connect });
  await person.join();
  await person.say('human');
  await person.press('Send it', { sentence: 'It is green', email: 'ada@hospital.example' });
  expect(person.last.text).toContain('Sent.');
  await connector.settled();
  const replaced = connector.done.filter(({ method }) => method === 'PUT').at(-1);
  expect(see(replaced?.activity ?? {}).text).toBe('Send this to the eUROGEN helpdesk?\n✓ Send it');
});
