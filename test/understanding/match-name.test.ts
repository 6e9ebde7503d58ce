import { describe, expect, test } from 'vitest';
import { matchName, type NameMatch, normalizeText } from '../../src/understanding/match-name.ts';

const HOSPITALS = [
  {
    id: 'radboudumc',
    names: ['Radboudumc (Radboud university medical center)', 'Radboud', 'Nijmegen', 'Netherlands'],
  },
  { id: 'gesu', names: ['Ospedale Pediatrico Bambino Gesù', 'Rome', 'Italy'] },
  { id: 'gemelli', names: ['Fondazione Policlinico Universitario Agostino Gemelli', 'Rome', 'Italy'] },
  { id: 'papa', names: ['Ospedale Papa Giovanni XXIII', 'Bergamo', 'Italy'] },
  { id: 'uck', names: ['Uniwersyteckie Centrum Kliniczne (UCK)', 'UCK', 'Gdańsk', 'Poland'] },
  { id: 'duesseldorf', names: ['Universitätsklinikum Düsseldorf', 'Duesseldorf', 'Germany'] },
];

const METHODS = [
  { id: 'pin', names: ['Mobile app PIN', 'PIN', 'app with PIN'] },
  { id: 'qr', names: ['Mobile app QR', 'scan a code'] },
  { id: 'sms', names: ['Mobile + SMS', 'SMS', 'text message'] },
];

const YES_NO = [
  { id: 'yes', names: ['Yes'] },
  { id: 'no', names: ['No'] },
];

const NUMBERED = [
  { id: 'first', names: ['1', 'the first'] },
  { id: 'second', names: ['2', 'the second'] },
];

const one = (id: string): NameMatch => ({ kind: 'one', id });
const NONE: NameMatch = { kind: 'none' };

describe('A typed name picks an option:', () => {
  test.each([
    ['its full name', 'Ospedale Papa Giovanni XXIII', 'papa'],
    ['in capitals, with punctuation', '  RADBOUD!! ', 'radboudumc'],
    ['a short name', 'uck', 'uck'],
    ['a part of the name', 'Bambino', 'gesu'],
    ['the city', 'Bergamo', 'papa'],
    ['the city without its accent', 'gdansk', 'uck'],
    ['a letter with and without its dots', 'dusseldorf', 'duesseldorf'],
    ['the name without its accent', 'bambino gesu', 'gesu'],
    ['a misspelling', 'radbout', 'radboudumc'],
    ['a misspelling with the city', 'radbout nijmegen', 'radboudumc'],
    ['a letter left out', 'nijmegn', 'radboudumc'],
    ['the city and a part of the name', 'rome gemelli', 'gemelli'],
  ])('%s', (_, typed, id) => {
    expect(matchName(typed, HOSPITALS)).toEqual(one(id));
  });

  test('a name that several options share offers those, the best first', () => {
    expect(matchName('Rome', HOSPITALS)).toEqual({ kind: 'some', ids: ['gesu', 'gemelli'], isWhole: true });
    expect(matchName('ospedale', HOSPITALS)).toEqual({
      kind: 'some',
      ids: expect.arrayContaining(['gesu', 'papa']),
      isWhole: true,
    });
  });

  test('a name that very many options share offers five', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      id: `h${n}`,
      names: [`Hospital ${n}`, 'Hospital'],
    }));
    expect(matchName('hospital', many)).toEqual({
      kind: 'some',
      ids: ['h0', 'h1', 'h2', 'h3', 'h4'],
      isWhole: true,
    });
    expect(matchName('hospitl', many)).toMatchObject({ kind: 'some', ids: { length: 5 } });
  });
});

/** "I have no PIN" must not choose the PIN: what is said around the name may turn it round. */
describe('A name among other words is offered, never chosen:', () => {
  test.each([
    ['I work in Nijmegen', 'radboudumc', HOSPITALS],
    ['from Gdansk', 'uck', HOSPITALS],
    ['not Gemelli', 'gemelli', HOSPITALS],
    ['I have no PIN', 'pin', METHODS],
    ['what is a pin', 'pin', METHODS],
    ['no sms', 'sms', METHODS],
    ['I cannot scan a code', 'qr', METHODS],
    ['no text message', 'sms', METHODS],
  ])('%s', (typed, id, options) => {
    expect(matchName(typed, options)).toMatchObject({ kind: 'some', ids: [id] });
  });

  test.each([
    ['pin', 'pin'],
    ['text message', 'sms'],
    ['scan code', 'qr'],
  ])('but %s alone is', (typed, id) => {
    expect(matchName(typed, METHODS)).toEqual(one(id));
  });
});

describe('A message that names nothing picks nothing:', () => {
  test.each([
    ['a sentence with "no" in it', 'I have no network', YES_NO],
    ['a word that begins with "no"', 'nothing', YES_NO],
    ['a question with a number in it', 'what is the 1 thing I need?', NUMBERED],
    ['a sentence with a number in it', 'I have 2 phones', NUMBERED],
    ['the name itself, as a question', 'Radboud?', HOSPITALS],
    ['a long sentence with the name in it', 'my friend who works at Radboud told me to ask here', HOSPITALS],
    ['another hospital', 'Karolinska', HOSPITALS],
    ['another city', 'Berlin', HOSPITALS],
    ['a remark', 'help me please', HOSPITALS],
    ['Greek letters', 'Βερολίνο', HOSPITALS],
    ['Cyrillic letters', 'Неймеген', HOSPITALS],
    ['Chinese letters', '東京', HOSPITALS],
    ['nothing', '', HOSPITALS],
    ['blanks', ' \n\t ', HOSPITALS],
    ['punctuation', '...', HOSPITALS],
    ['a smile', '😀', HOSPITALS],
    ['a control character', '\u0000', HOSPITALS],
    ['half a character', '\ud83d', HOSPITALS],
    ['one letter', 'r', HOSPITALS],
    ['one word of 20,000 characters', 'x'.repeat(20_000), HOSPITALS],
    ['more words than a name has', 'rome italy rome italy rome italy rome italy rome', HOSPITALS],
    ['20,000 characters of words', 'rome '.repeat(4_000), HOSPITALS],
    ['a name among no options', 'Radboud', []],
  ])('%s', (_, typed, options) => {
    expect(matchName(typed, options)).toEqual(NONE);
  });

  test('but the short answer itself is one', () => {
    expect(matchName('No.', YES_NO)).toEqual(one('no'));
    expect(matchName('1', NUMBERED)).toEqual(one('first'));
  });
});

describe('Spellings are compared in plain letters:', () => {
  test.each([
    ['Bambino Gesù', 'bambino gesu'],
    ['  Done –  next! ', 'done next'],
    ["I'm stuck", 'im stuck'],
    ['I’m stuck', 'im stuck'],
    ['ＥＵ Login', 'eu login'],
    ['Νέα', 'νεα'],
    ['', ''],
  ])('%s is %s', (text, expected) => {
    expect(normalizeText(text)).toBe(expected);
  });
});
