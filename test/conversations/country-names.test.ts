import { expect, test } from 'vitest';
import { textsOf } from '../../src/content/content.ts';
import { Clinician, pack } from '../support/clinician.ts';

const english = textsOf(pack, 'en');
/** The shipped pack as if it had seven languages; their texts do not matter here. */
const inSeven = {
  ...pack,
  languages: new Map(
    ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'].map((language) => [language, { ...english, language }]),
  ),
};

/** Returns what is said to somebody who names a country where the step asks for it. */
async function saidTo(text: string): Promise<string> {
  const person = new Clinician({ content: inSeven });
  await person.join();
  await person.press('I have done part of it');
  await person.press('My second factor works, but I have not asked for access to CPMS');
  await person.press(english.messages.buttons.next);
  await person.press(english.messages.buttons.next);
  const before = person.seen.length;
  await person.say(text);
  return person.seen
    .slice(before)
    .map((seen) => seen.text)
    .join(' ');
}

test.each([
  'Netherlands',
  'Niederlande',
  'Pays-Bas',
  'Olanda',
  'Holandia',
  'Nederland',
  'Paesi Bassi',
  'niederlnde',
])('The Netherlands may be called %s in any language of the pack', async (name) => {
  expect(await saidTo(name)).toContain('You chose: Netherlands');
});

test('A country without centres is named back in the language of the talk', async () => {
  expect(await saidTo('Irlande')).toContain('Ireland');
});
