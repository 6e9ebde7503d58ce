import { expect, test } from 'vitest';
import { fillNames, type Names, type UnknownName } from '../../../src/content/read/fill-names.ts';

const names: Names = {
  link: { cpms: 'https://cpms.example/' },
  address: { sender: 'sender@mail.example' },
  button: { submit: 'Submit' },
  label: { submit: 'Submit' },
  'own-button': { next: 'Done – next' },
  word: { phone: 'Your phone' },
  our: { areas: 'workstreams' },
};

function fill(
  text: string,
  known = names,
  translated?: Record<string, string>,
): { text: string; unknown: UnknownName[] } {
  const unknown: UnknownName[] = [];
  return {
    text: fillNames(text, known, { translated, onUnknown: (name) => unknown.push(name) }),
    unknown,
  };
}

test('A word of the network stands as it is', () => {
  expect(fill('Which {our:areas} are there?').text).toBe('Which workstreams are there?');
});

test('Addresses stand as they are, and buttons in bold', () => {
  expect(fill('Open {link:cpms}, press {button:submit} or {own-button:next}.').text).toBe(
    'Open https://cpms.example/, press **Submit** or **Done – next**.',
  );
  expect(fill('“{label:submit}” from {address:sender}').text).toBe('“Submit” from sender@mail.example');
});

test("A button's name in the language of the text stands behind the one on the screen, where it is known", () => {
  const translated = { submit: 'Absenden' };
  expect(fill('{button:submit} drücken', names, translated).text).toBe('**Submit** (Absenden) drücken');
  expect(fill('{button:submit}', names, { submit: 'Submit' }).text).toBe('**Submit**');
  expect(fill('„{label:submit}“ und {own-button:next}', names, translated).text).toBe(
    '„Submit“ und **Done – next**',
  );
});

test('Placeholders that are filled in a turn, and plain words with colons, stay', () => {
  expect(fill('Dear {network}: {count, plural, one {#} other {#}}').text).toBe(
    'Dear {network}: {count, plural, one {#} other {#}}',
  );
});

test('An id without a name is reported with those that there are', () => {
  expect(fill('Press {button:sumbit}').unknown).toEqual([
    { kind: 'button', id: 'sumbit', known: ['submit'] },
  ]);
  expect(fill('Press {button:toString}').unknown).toHaveLength(1);
});

test('Nothing is reported where the names themselves could not be read', () => {
  expect(fill('Press {button:submit}', { ...names, button: undefined })).toEqual({
    text: 'Press **submit**',
    unknown: [],
  });
});
