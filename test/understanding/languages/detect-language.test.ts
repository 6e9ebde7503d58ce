import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { isClear, languageDetector } from '../../../src/understanding/languages/detect-language.ts';
import { pack } from '../../support/clinician.ts';

const detect = languageDetector(pack);

describe('The language of a text', () => {
  test.each([
    ['wie kann ich das Passwort zurücksetzen', 'de'],
    ['ich bekomme nichts', 'de'],
    ['der code kommt nicht', 'de'],
    ['she thought that would have been lovely', 'en'],
  ])('is found for "%s"', (text, language) => {
    const found = detect(text, 'en');
    expect(found?.language).toBe(language);
    expect(found && isClear(found, { sure: true })).toBe(true);
  });

  test.each(['weiter', 'ok', 'PIN', 'change to pin methode'])('is not clear from "%s"', (text) => {
    const found = detect(text, 'en');
    expect(found?.language === 'de' && isClear(found, { sure: false })).toBe(false);
  });

  test.each([
    'Add a mobile device',
    '"Das Passwort ist leider nicht richtig"',
    'Universitätsklinikum Freiburg',
    'nijmegen',
  ])('is none for the name or the quotation %s', (text) => {
    expect(detect(text, 'en')).toBeUndefined();
  });

  test('is not clear where a part of the words is in the language that is spoken', () => {
    const text = 'ich bekomme nichts und das Passwort ist nicht richtig, which should have been lovely';
    expect(detect(text, 'en')?.isMixed).toBe(true);
    expect(detect('ich bekomme nichts von dem Code', 'en')?.isMixed).toBe(false);
  });

  test.each([
    'jag har glömt mitt lösenord',
    'nemohu se přihlásit do svého účtu',
    'не мога да вляза в профила си',
    'hesabıma giriş yapamıyorum',
    'não consigo entrar na minha conta',
    'nem tudok bejelentkezni a fiókomba',
    'en pääse kirjautumaan',
  ])('is foreign for "%s"', (text) => {
    const found = detect(text, 'en');
    expect(found?.isForeign).toBe(true);
    expect(found && isClear(found, { sure: false })).toBe(false);
  });

  test.each(['wie kann ich das zurücksetzen', 'Dr. Łukasz Żak', 'Malmö'])(
    'is not foreign for "%s"',
    (text) => {
      expect(detect(text, 'en')?.isForeign ?? false).toBe(false);
    },
  );

  test('is not looked for in a command of the language that is spoken, nor in a pack with one language', () => {
    expect(detect('change centre', 'en')).toBeUndefined();
    const inEnglish = { ...pack, languages: new Map([['en', textsOf(pack, 'en')]]) };
    expect(languageDetector(inEnglish)('wie kann ich das zurücksetzen', 'en')).toBeUndefined();
  });
});
