import { describe, expect, test } from 'vitest';
import { extractReply } from '../../../src/helpdesk/suggest/extract-reply.ts';

describe("The writer's own text of a mail", () => {
  test('leaves out quoted lines and who wrote them, above and below', () => {
    const mail =
      'Yes.\n\nOn 5 March 2025 at 8:15, A B <a@b.example> wrote:\n> Did it work?\n> > No.\n\nBut the app?';
    expect(extractReply(mail)).toMatch(/^Yes\.\s+But the app\?$/);
  });

  test.each([
    ['English', 'On Tue, 4 Mar 2025 at 09:12, Help <help@b.example> wrote:'],
    ['German', 'Am Mi., 5. März 2025 um 10:31 Uhr schrieb Help <help@b.example>:'],
    ['Italian', 'Il giorno mar 4 mar 2025 alle ore 15:40 Help <help@b.example> ha scritto:'],
    ['French, in two lines', 'Le mer. 5 mars 2025 à 10:31,\nHelp <help@b.example> a écrit :'],
    ['Outlook', 'From: Help <help@b.example>\nSent: Monday, 3 March 2025 16:20\nSubject: RE: x'],
    ['Outlook in German', 'Von: Help <help@b.example>\nGesendet: Montag, 3. März 2025 16:20\nBetreff: AW: x'],
    ['older Outlook', '-----Original Message-----\nFrom: Help'],
    ['a ruled line', '________________________________'],
    ['a signature', '-- '],
    ['a signature whose blank was lost', '--'],
  ])('ends where an earlier mail, a signature or a disclaimer begins: %s', (_, mark) => {
    expect(extractReply(`Where is the app?\r\n\r\n${mark.replace(/\n/g, '\r\n')}\r\n\r\nnot mine`)).toBe(
      'Where is the app?',
    );
  });

  test('keeps its last line, even right above the line that says who wrote the earlier mail', () => {
    const mail = 'Where is the app?\nOn Tue, 4 Mar 2025 at 09:12, Help <help@b.example> wrote:\nnot mine';
    expect(extractReply(mail)).toBe('Where is the app?');
    expect(extractReply('Where?\n05/03/2025 10:31, Help wrote:\n> not mine\nmine')).toBe('Where?\nmine');
  });

  test('is the forwarded mail where nothing was added', () => {
    const mail =
      '---------- Forwarded message ---------\nFrom: C <c@b.example>\nDate: Wed, 5 Mar 2025 at 11:02\n\nWhere is it?';
    expect(extractReply(mail)).toBe('Where is it?');
  });

  test.each([
    'At 9:30 I do this:\nI open the page.\nIt says: no.',
    'I registered with a@b.example on 4.3.2025, and then this came:\nan error.',
    'Problem: the code\nSince: Monday',
    'My address is a@b.example, please write to it: I wait.\n- one\n- two',
    'Call me at 9:30 -- or later',
  ])('is the whole mail where nothing is quoted: %j', (mail) => expect(extractReply(mail)).toBe(mail));

  test.each([
    ['dashes', '-'.repeat(3_000)],
    ['lines and spaces', '_ '.repeat(10_000)],
    ['a head without an end', `From: ${'a'.repeat(9_000)}\nTo: ${'b'.repeat(9_000)}`],
    ['stars', '*'.repeat(20_000)],
  ])(
    'is found quickly in a mail full of %s',
    (_, mail) => {
      expect(extractReply(`${mail}x`)).toContain('x');
    },
    2000,
  );

  test('is empty for an empty mail', () => expect(extractReply('> only quoted\n\n-- \n')).toBe(''));
});
