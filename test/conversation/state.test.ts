import { expect, test } from 'vitest';
import { CONVERSATIONS } from '../../src/store/keys.ts';
import { NEVER } from '../../src/store/store.ts';
import { Clinician } from '../support/clinician.ts';

test('A conversation keeps what a later version has added to it, through a turn of this one', async () => {
  const person = new Clinician();
  await person.join();
  const [entry] = await person.store.list(CONVERSATIONS);
  if (!entry) throw new Error('nothing is stored');
  const exchange = { by: 'person', text: 'hello', addedLater: 'something' };
  const value = { ...(entry.value as object), addedLater: ['something'], exchanges: [exchange] };
  await person.store.commit([{ key: entry.key, expected: entry.version, value, expiresAt: NEVER }]);
  await person.say('start');
  const kept = (await person.store.get(entry.key))?.value;
  expect(kept).toMatchObject({ addedLater: ['something'], welcomed: true });
  expect(kept).toHaveProperty('exchanges.0', exchange);
  expect(kept).not.toEqual(value);
});
