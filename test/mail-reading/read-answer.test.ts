import { describe, expect, test } from 'vitest';
import { answerReader } from '../../src/mail-reading/read-answer.ts';
import { pack } from '../support/clinician.ts';

const readAnswer = answerReader(pack.mailReading);
const ANSWER =
  'Hello Ada,\n\nthanks for your message.\nPlease choose your hospital again. It is on the list now.';

describe('An answer', () => {
  test.each([
    ['English', 'On Tue, 24 Nov 2026 at 09:12, Ada <ada@hospital.example> wrote:\n> My hospital is missing.'],
    [
      'German',
      'Am 24.11.2026 um 09:12 schrieb Ada <ada@hospital.example>:\n\n> Meine Klinik fehlt.\n>\n> Ada',
    ],
    [
      'French',
      'Le mar. 24 nov. 2026 à 09:12, Ada <ada@hospital.example> a écrit :\n> Il manque mon hôpital.',
    ],
    ['Italian', 'Il giorno mar 24 nov 2026 alle ore 09:12 Ada <ada@hospital.example> ha scritto:\n> Manca.'],
    [
      'Spanish',
      'El mar, 24 nov 2026 a las 09:12, Ada (<ada@hospital.example>) escribió:\n> Falta mi hospital.',
    ],
    ['Dutch', 'Op di 24 nov 2026 om 09:12 schreef Ada <ada@hospital.example>:\n> Mijn ziekenhuis ontbreekt.'],
    ['Polish', 'wt., 24 lis 2026 o 09:12 Ada <ada@hospital.example> napisał(a):\n> Nie ma szpitala.'],
    [
      "Outlook's",
      '________________________________\nFrom: Ada <ada@hospital.example>\nSent: Tuesday, 24 November 2026 09:12\nTo: Helpdesk\nSubject: KMR-FTZ\n\nMy hospital is missing.',
    ],
    [
      "Outlook's German",
      '-----Ursprüngliche Nachricht-----\nVon: Ada <ada@hospital.example>\nGesendet: Dienstag, 24. November 2026 09:12\nAn: Helpdesk\nBetreff: KMR-FTZ\n\nMeine Klinik fehlt.',
    ],
  ])('is said without the email quoted below it: %s', (_language, quoted) => {
    expect(readAnswer(`${ANSWER}\n\n${quoted}`)).toBe(ANSWER);
    expect(readAnswer(`${ANSWER}\n\n${quoted}`.replaceAll('\n', '\r\n'))).toBe(ANSWER);
  });

  test.each([
    '-- \nEmma Taylor\nHelpdesk, +31 20 000 00 00',
    '--\nEmma Taylor',
    'Kind regards,\nEmma Taylor\n\nHelpdesk · https://network.example',
    'Best regards, Emma',
    'Mit freundlichen Grüßen\nEmma Taylor',
    'Cordialement\nEmma',
    'Sent from my iPhone',
  ])('is said without the signature: %j', (signature) => {
    expect(readAnswer(`${ANSWER}\n\n${signature}`)).toBe(ANSWER);
  });

  test.each([
    ANSWER,
    'Thanks!\nPlease try again.\nIt takes a minute.',
    'Two ways:\nBest: the app.\nBest open it on your phone first.\nThen sign in.',
    'First part\n-----------\nSecond part',
    'This code is confidential, never pass it on.',
    'The list says:\n  1. Open the page.\n  2. Choose the centre.',
    'Send it to name@uniklinik.example: they wrote that it works.',
  ])('keeps everything that belongs to it: %j', (answer) => {
    expect(readAnswer(answer)).toBe(answer);
  });

  test('keeps a postscript', () => {
    expect(readAnswer('It is done.\n\nKind regards\nEmma\n\nPS: The app has a new name.')).toBe(
      'It is done.\n\n\nPS: The app has a new name.',
    );
  });

  test('keeps what stands between quotations', () => {
    expect(
      readAnswer('On 24 Nov 2026, Ada wrote:\n> Which page?\nThe first one.\n> And then?\nSign in.'),
    ).toBe('The first one.\nSign in.');
  });

  test('keeps what its writer quotes on purpose, but not an email', () => {
    const typed = 'The screen should say:\n> Your request was sent.\nDoes it?';
    expect(readAnswer(typed, { keepsQuotes: true })).toBe(typed);
    expect(
      readAnswer('Yes.\n\nOn 24 Nov 2026, Ada <ada@hospital.example> wrote:\n> Is it?', {
        keepsQuotes: true,
      }),
    ).toBe('Yes.');
  });

  test('is said whole where it is nothing but a quotation', () => {
    expect(readAnswer('> Your request was sent.')).toBe('> Your request was sent.');
  });
});
