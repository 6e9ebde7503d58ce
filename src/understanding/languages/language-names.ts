import type { Texts } from '../../content/content.ts';
import { oncePerKey } from '../../lib/once-per-key.ts';
import { normalizeText } from '../match-name.ts';
import { phraseFinder } from '../replies/phrase-finder.ts';

/** In characters: a longer text says more than which language somebody would like. */
const LONGEST_WISH = 80;

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** All codes of two letters, whether they stand for a language or not. */
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

const namesIn = oncePerKey(
  (language) => new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }),
);

/** Returns the name of a language in a language, by CLDR: "Deutsch" for "de" in "de". */
export function languageNameIn(language: string, code: string): string {
  return namesIn(language).of(code) ?? code;
}

/**
 * Makes the function that returns the code of the language that a text asks for, in any of the languages: "Deutsch", "en français
 * svp", "can we speak Dutch?". Undefined where the text says anything else.
 */
export function languageWishFinder(texts: readonly Texts[]): (typed: string) => string | undefined {
  const around = texts.flatMap(({ commands }) => [...commands.fillers, ...commands.speak.around]);
  let find: ((typed: string) => string | undefined) | undefined;
  return (typed) => {
    if (typed.length > LONGEST_WISH) return undefined;
    find ??= phraseFinder(around, namesOfLanguages(texts));
    return find(typed);
  };
}

/** Returns what the languages are called in each of them and by their own speakers; the code of a spoken one comes last, to count most. */
function namesOfLanguages(texts: readonly Texts[]): [string, string[]][] {
  const spoken = new Set(texts.map(({ language }) => language));
  const codes = [...CODES.filter((code) => !spoken.has(code)), ...spoken];
  return codes.flatMap((code) => {
    const known = [code, ...spoken].flatMap((language) => nameOf(language, code));
    const others = texts.flatMap(({ commands }) => commands.speak.names[code] ?? []);
    const names = [...known, ...others];
    return names.length > 0 ? [[code, names]] : [];
  });
}

/** Returns the name of a language, where it has one: of codes without a language only the code is left. */
function nameOf(language: string, code: string): string[] {
  if (Intl.DisplayNames.supportedLocalesOf(language).length === 0) return [];
  const name = namesIn(language).of(code);
  return name === undefined || normalizeText(name) === '' ? [] : [name];
}
