import { describe, expect, test } from 'vitest';
import {
  cleanAddress,
  isEmail,
  problemWithAddress,
  toAscii,
  toReadable,
} from '../../src/lib/email-address.ts';

describe('What people paste is cleaned to the address in it:', () => {
  test.each([
    ['as it is', 'ada@hospital.example'],
    ['with blanks around it', '  ada@hospital.example\n'],
    ['with blanks within it', 'ada @ hospital. example'],
    ['as a link', 'mailto:ada@hospital.example'],
    ['as a link with a subject', 'MAILTO:ada@hospital.example?subject=CPMS'],
    ['in brackets', '<ada@hospital.example>'],
    ['with the name, as mail programs copy it', '"Jansen, Ada" <ada@hospital.example>'],
    ['as a link in brackets', 'Ada <mailto:ada@hospital.example>;'],
    ['at the end of a sentence', 'ada@hospital.example.'],
    ['between quotation marks', '"ada@hospital.example"'],
    ['with marks that nobody sees', '\u200Bada@hospital.example\u200B'],
    ['in wide characters', 'ada＠hospital．example'],
  ])('%s', (_, pasted) => {
    expect(cleanAddress(pasted)).toBe('ada@hospital.example');
  });
});

test.each([
  ['ada@hospital.example', 'ada@hospital.example'],
  ["o'neill+cpms@mail.hospital.example", "o'neill+cpms@mail.hospital.example"],
  ['name@uniklinik-köln.de', 'name@xn--uniklinik-kln-smb.de'],
  ['name@болница.бг', 'name@xn--80abvlke3d.xn--90ae'],
])('%s is an address, sent to as %s', (address, ascii) => {
  expect(isEmail(address)).toBe(true);
  expect(isEmail(ascii)).toBe(true);
  expect(toAscii(address)).toBe(ascii);
  expect(toReadable(ascii)).toBe(address);
});

test.each([
  ['', 'noAt'],
  ['nobody', 'noAt'],
  ['nobody@', 'domain'],
  ['nobody@nowhere', 'domain'],
  ['nobody@no where.example', 'domain'],
  ['müller@hospital.example', 'characters'],
  ['two words@hospital.example', 'characters'],
  ['@hospital.example', 'characters'],
  ['a@b@hospital.example', 'characters'],
  [`${'a'.repeat(250)}@hospital.example`, 'characters'],
])('"%s" is none, for a reason that is true: %s', (text, problem) => {
  expect(problemWithAddress(text)).toBe(problem);
});
