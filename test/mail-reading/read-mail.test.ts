import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Mail } from '../../src/mail-reading/mail.ts';
import { mailReader } from '../../src/mail-reading/read-mail.ts';
import { pack } from '../support/clinician.ts';

const readMail = mailReader(pack.mailReading);
const ownTextOf = (text: string) => readMail({ text }).ownText;

const mails = z
  .array(
    z.strictObject({
      name: z.string(),
      text: z.string(),
      subject: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      own: z.string().default(''),
      forwarded: z.string().default(''),
      automatic: z.boolean().default(false),
      language: z.string().optional(),
      subjectRead: z.string().optional(),
    }),
  )
  .parse(parse(readFileSync(new URL('mails.yaml', import.meta.url), 'utf8')));

describe('A mail in the shape of its program', () => {
  test.each(mails.map((mail): [string, typeof mail] => [mail.name, mail]))('is read: %s', (_, mail) => {
    const { text, subject, headers, own, forwarded, automatic, language, subjectRead } = mail;
    const read = readMail({ text, subject, headers });
    expect({ own: read.ownText, forwarded: read.forwardedText, automatic: read.automatic }).toEqual({
      own,
      forwarded,
      automatic,
    });
    if (language !== undefined || !automatic) expect(read.language).toBe(language);
    if (subjectRead !== undefined) expect(read.subject).toBe(subjectRead);
  });
});

describe("The writer's own text of a mail", () => {
  test('leaves out quoted lines and who wrote them, above and below', () => {
    const mail =
      'Yes.\n\nOn 5 March 2025 at 8:15, A B <a@b.example> wrote:\n> Did it work?\n> > No.\n\nBut the app?';
    expect(ownTextOf(mail)).toMatch(/^Yes\.\s+But the app\?$/);
  });

  test.each([
    ['English', 'On Tue, 4 Mar 2025 at 09:12, Help <help@b.example> wrote:'],
    ['German', 'Am Mi., 5. März 2025 um 10:31 Uhr schrieb Help <help@b.example>:'],
    ['Italian', 'Il giorno mar 4 mar 2025 alle ore 15:40 Help <help@b.example> ha scritto:'],
    ['French, in two lines', 'Le mer. 5 mars 2025 à 10:31,\nHelp <help@b.example> a écrit :'],
    ['Outlook', 'From: Help <help@b.example>\nSent: Monday, 3 March 2025 16:20\nSubject: RE: x'],
    ['Outlook in German', 'Von: Help <help@b.example>\nGesendet: Montag, 3. März 2025 16:20\nBetreff: AW: x'],
    ['Outlook without addresses', 'Da: Help\nInviato: lunedì 3 marzo 2025 16:20\nA: me\nOggetto: x'],
    ['older Outlook', '-----Original Message-----\nFrom: Help'],
    ['a ruled line', '________________________________'],
    ['a signature', '-- '],
    ['a signature whose blank was lost', '--'],
    ['a greeting in Hungarian', 'Üdvözlettel,'],
  ])('ends where an earlier mail, a signature or a disclaimer begins: %s', (_, mark) => {
    expect(ownTextOf(`Where is the app?\r\n\r\n${mark.replace(/\n/g, '\r\n')}\r\n\r\nnot mine`)).toBe(
      'Where is the app?',
    );
  });

  test('keeps its last line, even right above the line that says who wrote the earlier mail', () => {
    const mail = 'Where is the app?\nOn Tue, 4 Mar 2025 at 09:12, Help <help@b.example> wrote:\nnot mine';
    expect(ownTextOf(mail)).toBe('Where is the app?');
    expect(ownTextOf('Where?\n05/03/2025 10:31, Help wrote:\n> not mine\nmine')).toBe('Where?\nmine');
  });

  test.each([
    'At 9:30 I do this:\nI open the page.\nIt says: no.',
    'I registered with a@b.example on 4.3.2025, and then this came:\nan error.',
    'Problem: the code\nSince: Monday',
    'My address is a@b.example, please write to it: I wait.\n- one\n- two',
    'Call me at 9:30 -- or later',
    'Is what I write here confidential and may others read it?',
    'I use a < b and <p> in my texts',
  ])('is the whole mail where nothing is quoted: %j', (mail) => expect(ownTextOf(mail)).toBe(mail));

  test('is empty for an empty mail', () => expect(ownTextOf('> only quoted\n\n-- \n')).toBe(''));
});

describe('A mail is read in a time that grows with its length', () => {
  const pieces: [string, (length: number) => Mail][] = [
    ['dashes', (length) => ({ text: '-'.repeat(length) })],
    ['lines and spaces', (length) => ({ text: '_ '.repeat(length / 2) })],
    ['quotation marks', (length) => ({ text: '>'.repeat(length) })],
    ['quoted lines', (length) => ({ text: '> a\n'.repeat(length / 4) })],
    ['lines', (length) => ({ text: 'a\n'.repeat(length / 2) })],
    ['empty lines', (length) => ({ text: `From: a\n${'\n'.repeat(length)}` })],
    ['heads', (length) => ({ text: 'From: a\n'.repeat(length / 8) })],
    ['forwarded mails', (length) => ({ text: '--- Forwarded message ---\n'.repeat(length / 26) })],
    ['dates without a verb', (length) => ({ text: 'On 5.3.2025 9:30 he\n'.repeat(length / 20) })],
    ['prefixes', (length) => ({ text: 'a', subject: 'Re: '.repeat(length / 4) })],
    ['brackets', (length) => ({ text: 'a', subject: '['.repeat(length) })],
    ['nested quotations', (length) => ({ html: '<blockquote>a'.repeat(length / 13) })],
    ['open comments', (length) => ({ html: `<p>a${'<!-- '.repeat(length / 5)}` })],
    ['open styles', (length) => ({ html: `<p>a${'<style'.repeat(length / 6)}` })],
    ['open tags', (length) => ({ text: '<p '.repeat(length / 3) })],
    ['addresses', (length) => ({ text: 'a@'.repeat(length / 2) })],
    ['disclaimers', (length) => ({ text: 'is confidential. '.repeat(length / 17) })],
    ['stars', (length) => ({ text: `*${' '.repeat(length)}:` })],
  ];

  const timeOf = (mail: Mail): number => {
    const begin = performance.now();
    readMail(mail);
    return performance.now() - begin;
  };

  test.each(pieces)('full of %s', (_, mailOf) => {
    timeOf(mailOf(5_000));
    const short = Math.min(...[1, 2, 3].map(() => timeOf(mailOf(10_000))));
    const long = Math.min(...[1, 2, 3].map(() => timeOf(mailOf(80_000))));
    // Eight times the length; the square of it would be sixty-four times.
    expect(long).toBeLessThan(30 * short + 20);
  });
});
