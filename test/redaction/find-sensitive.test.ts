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
    ['the same one everywhere: lamp under the stairs', 'the same one everywhere: <password>'],
    ['passphrase: seven wet umbrellas', 'passphrase: <password>'],
    ['it says kaleidoscope is too short', 'it says <password> is too short'],
    ['i tried moonlight55', 'i tried <password>'],
    ['my pin is four eight one five', 'my pin is <code>'],
    ['mein PIN ist achtundvierzig fünfzehn', 'mein PIN ist <code>'],
    ['typed 4 8 1 5 in the app', 'typed <code> in the app'],
    ['pin 4.8.1.5', 'pin <code>'],
    ['the app shows K7QD-92MX', 'the app shows <code>'],
    ['https://a.example/x?token=a9F3kLz20Qpw7&lang=en', 'https://a.example/x?token=<code>&lang=en'],
    ['https://jo:Sun-day@a.example/', 'https://<password>@a.example/'],
    ['write to jo.berg@home.example', 'write to <email>'],
    ['jo.berg (at) home (dot) example', '<email>'],
    ['rss mra 85t10 a562s', '<identifier>'],
    ['756.9959.7514.61', '<identifier>'],
    ['cartella clinica 8841', 'cartella clinica <identifier>'],
    ['panel 12034 is gone', 'panel <identifier> is gone'],
    ['patient id PX12', 'patient id <identifier>'],
    ["she was born in May '12", 'she was born in <birthDate>'],
    ['turned 5 on 3 May', 'turned 5 on <birthDate>'],
    ['born the third of May', 'born <birthDate>'],
    ['né le trente novembre deux mille neuf', 'né le <birthDate>'],
    ['patient anna lindqvist has a question', 'patient <patientName> has a question'],
    ['J.M., hypospadias', '<patientName>, hypospadias'],
    ['пациент Иван Петров', 'пациент <patientName>'],
    ['η ασθενής μου Μαρία Παπαδοπούλου', 'η ασθενής μου <patientName>'],
    [
      'the mum of Liv Sandvik wants to sign the consent',
      'the mum of <patientName> wants to sign the consent',
    ],
    ['Bence szülei aláírták a beleegyezést', '<patientName> szülei aláírták a beleegyezést'],
    ['mămica lui Darius a semnat acordul copilului', 'mămica lui <patientName> a semnat acordul copilului'],
    ['Kārļa mamma parakstīja piekrišanu bērnam', '<patientName> mamma parakstīja piekrišanu bērnam'],
    ['KL 34F endometriosis', '<patientName> 34F endometriosis'],
    ['Rafferty, 4 yr old, cannot log in', '<patientName>, 4 yr old, cannot log in'],
    ['Marlene Voss 3.11.2014', '<patientName> <birthDate>'],
    ['delete Pelletier, 1 85 05 78 006 084 36', 'delete <patientName>, <identifier>'],
    ["she'll be eighteen on March 3rd", "she'll be eighteen on <birthDate>"],
    ['gimė 2016 m. spalio 2 d.', 'gimė <birthDate>.'],
    ['2017. április 12-én született', '<birthDate> született'],
    ['née le jour de Noël 2013', 'née le <birthDate>'],
    ["the mother's id card has 4/6/2018 on it", "the mother's id card has <birthDate> on it"],
    ['trisdešimt penki dvylika kaip piną', '<code> kaip piną'],
    ['EU Login refuses Copper-Lantern', 'EU Login refuses <password>'],
    ['the form says Quiet Harbour 77 is not allowed', 'the form says <password> is not allowed'],
    ["hint: cat's name and birth year, so Mitzi 08", "hint: cat's name and birth year, so <password>"],
    ['https://a.example/reset/9f3a7cbe21d0 is dead', 'https://a.example/reset/<code> is dead'],
    ['https://a.example/invitation/aGVsbG8xMjM0NQ', 'https://a.example/invitation/<code>'],
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
    'ticket 448213 is still open',
    'error 0x80070005, code: 1102',
    'open 9-12, 13-17',
    'automated-notifications@nomail.ec.europa.eu',
    'https://webgate.ec.europa.eu/cas/login?loginRequestId=48213907',
    'Regulation (EU) 2016/679',
    'I have 2 phones since 3 days',
    'the passphrase is not accepted by EU Login',
    'my colleague Anna Berg has no patient yet',
    'Is May 5 a holiday?',
    "my colleague Tobias' mother is a doctor too",
    'Die Mutter fragt nach dem Panel',
    'kleine Frage zum Panel',
    'closed at Easter 2026?',
    'consent form version of 12 March 2024',
    'EU Login refuses Two-Factor',
    'the form says First Name and Last Name',
    'https://a.example/panels/overview2024-part2',
    'CPMS 2.0 on iPhone15 with Windows11',
  ])('%s', (text) => {
    expect(kept(text)).toBe(text);
  });
});

test('The guard finds at least 95 % of the secrets of the test set, and 98 % of its findings are secrets', () => {
  const lines = readLines(new URL('../bench/guard/lines.tsv', import.meta.url));
  const { recall, precision } = measureGuard(find, lines);
  expect(lines.length).toBeGreaterThanOrEqual(1540);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.98);
});
