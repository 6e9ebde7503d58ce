import { describe, expect, test } from 'vitest';
import { replaceFindings, sensitiveFinder } from '../../src/redaction/find-sensitive.ts';
import { measureGuard, readLines } from '../bench/guard/measure.ts';
import { pack } from '../support/clinician.ts';

const find = sensitiveFinder(pack);

/** The text as it would be kept, with the kind of what stood there. */
function kept(text: string): string {
  return replaceFindings(text, find(text), (kind) => `<${kind}>`);
}

describe('The guard takes out of a message:', () => {
  test.each([
    ['my password is Sommer2024! and it is refused', 'my password is <password> and it is refused'],
    ['the pin 4815 does not work', 'the pin <code> does not work'],
    ['4815', '<code>'],
    ['call me on +31 6 12 34 56 78 please', 'call me on <phone> please'],
    ['born 12.03.2015, exstrophy', 'born <birthDate>, exstrophy'],
    ['codice fiscale RSSMRA85T10A562S', 'codice fiscale <identifier>'],
    ['my patient Anna Jansen has hypospadias', 'my patient <patientName> has hypospadias'],
    ['pin ４８１５ and ٤٨١٥٩٣', 'pin <code> and <code>'],
    ['Hospital2023', '<password>'],
    ['I typed sunshine as my password', 'I typed <password> as my password'],
    ['they sent me 7731', 'they sent me <code>'],
    ['PIN4821', '<password>'],
    ['geb. 12.03.1987 Jansen', 'geb. <birthDate> <patientName>'],
    ['patient Nielsen, Karen wants to know', 'patient <patientName> wants to know'],
  ])('%s', (text, expected) => {
    expect(kept(text)).toBe(expected);
  });
});

describe('The guard leaves in a message:', () => {
  test.each([
    'step 2 of 4 since 2021',
    'the format +11 111 11 11 11 of the guide',
    'which PIN code? I never had a 4-digit PIN',
    'the password must have at least 10 characters',
    'version 17.4.1 on Windows 11',
    'Dr Rossi from Bergamo asked me',
  ])('%s', (text) => {
    expect(kept(text)).toBe(text);
  });
});

test('The guard finds at least 98 % of the secrets of the test set, and 98 % of its findings are secrets', () => {
  const lines = readLines(new URL('../bench/guard/lines.tsv', import.meta.url));
  const { recall, precision } = measureGuard(find, lines);
  expect(lines.length).toBeGreaterThanOrEqual(300);
  expect(recall).toBeGreaterThanOrEqual(0.98);
  expect(precision).toBeGreaterThanOrEqual(0.98);
});
