import type { ReadLanguage } from '../check/types.ts';
import type { Unconfirmed } from '../content-problem.ts';
import { isConfirmed, nameOf } from './confirmed.ts';
import { keyOf, type TranslatedText, translatedTexts } from './translated-texts.ts';

/** Nobody reads more lines about one file. */
const MOST_LISTED = 12;

/** Lists the texts of a language whose sentence in the default language has changed since they were last confirmed. */
export function unconfirmedTexts(language: ReadLanguage, inDefault: ReadLanguage): Unconfirmed[] {
  const all = Map.groupBy(translatedTexts(language, inDefault), ({ source }) => source.file);
  return [...all].flatMap(([file, texts]) => {
    const open = texts.filter((text) => !isConfirmed(language.confirmed, text));
    const isNew = open.length === texts.length && texts.length > 1;
    if (isNew || open.length > MOST_LISTED) return [asOne(language.language, file, open)];
    return open.map((text) => asProblem(language.language, text));
  });
}

/** Returns how many translations are to be looked at, for the log and the doctor; undefined where none is. */
export function unconfirmedWarning(unconfirmed: readonly Unconfirmed[]): string | undefined {
  const texts = unconfirmed.reduce((sum, each) => sum + each.texts, 0);
  if (texts === 0) return undefined;
  return `${texts} translated text(s) may not say what the English says: npm run check:content lists them`;
}

function asOne(language: string, file: string, { length }: readonly TranslatedText[]): Unconfirmed {
  return {
    file,
    line: 1,
    key: '',
    reason: `nobody has confirmed ${length} of its texts since their sentences were written or changed`,
    fix: `look through it, then: npm run confirm -- ${language} ${nameOf(file)}`,
    texts: length,
  };
}

function asProblem(language: string, { source, path, sentence }: TranslatedText): Unconfirmed {
  return {
    ...source.placeOf(path),
    reason: `nobody has confirmed it since its sentence was written or changed: “${sentence}”`,
    fix: `correct it where it says something else, then: npm run confirm -- ${language} ${nameOf(source.file)} ${keyOf(path)}`,
    texts: 1,
  };
}
