import type { Content } from '../../content/content.ts';
import { wordsOf } from './language-model.ts';

/** What somebody quotes is often what a screen says. */
const QUOTED = /["“”„«»][^"“”„«»]{1,200}["“”„«»]|(?<!\p{L})'[^']{1,200}'(?!\p{L})/gu;
/** In letters: shorter words of a name may have a small letter, as in "Hospital de la Paz". */
const SHORTEST_CAPITALISED = 4;

/**
 * Makes the function that returns the words of a text without the names of buttons on other sites and without what is quoted; none
 * where the rest is a name: all its words are those of centres, or have capital letters.
 */
export function nameRemover({ centres, languages }: Content): (text: string) => string[] {
  const names = centres.countries.flatMap((country) =>
    country.centres.flatMap(({ name, city, aliases }) => [name, city, ...aliases]),
  );
  const named = new Set(names.flatMap(wordsOf));
  const labels = [...languages.values()].flatMap((texts) => Object.values(texts.labels));
  const phrases = [...new Set(labels.map((label) => wordsOf(label).join(' ')))]
    // A single word such as "password" is not only a name.
    .filter((phrase) => phrase.includes(' '))
    .map((phrase) => ` ${phrase} `);
  return (text) => {
    const unquoted = text.replace(QUOTED, ' ');
    const words = ` ${wordsOf(unquoted).join(' ')} `;
    const rest = phrases.reduce((left, phrase) => left.replaceAll(phrase, ' '), words);
    const kept = rest.split(' ').filter(Boolean);
    return isCapitalised(unquoted) || kept.every((word) => named.has(word)) ? [] : kept;
  };
}

/** Checks whether a text is written like a name of several words: "Universitätsklinikum Freiburg". */
function isCapitalised(text: string): boolean {
  const words = (text.match(/\p{L}+/gu) ?? []).filter(({ length }) => length >= SHORTEST_CAPITALISED);
  return words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word));
}
