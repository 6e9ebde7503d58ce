import { type Content, textsOf } from '../../content/content.ts';
import { oncePerKey, oncePerObject } from '../../lib/once-per-key.ts';
import { commandFinder } from '../commands.ts';
import { foreignWordFinder } from './foreign-words.ts';
import { LanguageModel } from './language-model.ts';
import { learnedLanguagesOf } from './learned-languages.ts';
import { nameRemover } from './remove-names.ts';

/** In characters: the rest of a text is in the same language. */
const LONGEST_TEXT = 1000;
/** In odds, as logarithms: words of another language that weigh this much, and this much of the others, are no loanwords. */
const MIXED_FROM = 4.5;
const MIXED_PART = 0.25;

/** What a text has at least that says which language it is in: for a first guess, and to leave a language that is spoken already. */
const LIKELY = { words: 2, margin: 1 };
const SURE = { words: 3, margin: 3 };
/** The language that the words of a text are in. */
export interface Detected {
  /** The one of the pack's languages that fits best. */
  language: string;
  /** How much better it fits than the next one; the logarithm of the odds. */
  margin: number;
  /** The number of its words that are among those of the pack in that language: without the names of buttons, and what is quoted. */
  words: number;
  /** True where a part of the words is plainly in the language that is spoken already. */
  isMixed: boolean;
  /** True where the words are in a language that the pack does not have. */
  isForeign: boolean;
}

/** Finds the language of a text while another may be spoken; undefined where it is a command of that one, or has nothing but names. */
export type DetectLanguage = (text: string, spoken: string) => Detected | undefined;

/** Checks whether a text says clearly which language it is in; to be `sure`, more is needed. */
export function isClear(
  { words, margin, isMixed, isForeign }: Detected,
  { sure }: { sure: boolean },
): boolean {
  const least = sure ? SURE : LIKELY;
  return !isMixed && !isForeign && words >= least.words && margin >= least.margin;
}

/** Makes the function that finds the language of a text, for a pack with several languages. It learns when it is first asked. */
export function languageDetector(content: Content): DetectLanguage {
  if (content.languages.size < 2) return () => undefined;
  return (text, spoken) => detectorOf(content)(text, spoken);
}

const detectorOf = oncePerObject((content: Content): DetectLanguage => {
  const learned = [...learnedLanguagesOf(content)];
  const vocabularies = new Map(learned.map(([language, { vocabulary }]) => [language, vocabulary]));
  const model = new LanguageModel(
    new Map(learned.map(([language, { likelihoods }]) => [language, likelihoods])),
  );
  const hasForeignWords = foreignWordFinder(content, vocabularies);
  const withoutNames = nameRemover(content);
  const findCommandIn = oncePerKey((language) => commandFinder(textsOf(content, language).commands));
  return (text, spoken) => {
    // "Change centre" has nothing but French words.
    if (findCommandIn(spoken)(text)) return undefined;
    const beginning = text.slice(0, LONGEST_TEXT);
    const words = withoutNames(beginning);
    if (words.length === 0) return undefined;
    const scores = words.map((word) => model.scoresOf(word));
    const [best, next] = model.languages
      .map((language, at) => ({ language, at, score: sumOf(scores, (each) => each[at] ?? 0) }))
      .sort((a, b) => b.score - a.score);
    if (!best || !next) return undefined;
    const other = model.languages.indexOf(spoken);
    const leads = scores.map((each) => (each[best.at] ?? 0) - (each[other] ?? 0));
    const against = sumOf(leads, (lead) => Math.max(0, -lead));
    return {
      language: best.language,
      margin: best.score - next.score,
      words: words.filter((word) => vocabularies.get(best.language)?.has(word)).length,
      isMixed: against > MIXED_FROM && against > MIXED_PART * sumOf(leads, (lead) => Math.max(0, lead)),
      isForeign: hasForeignWords(beginning, best.language === spoken ? undefined : best.language),
    };
  };
});

function sumOf<Each>(list: readonly Each[], weightOf: (each: Each) => number): number {
  return list.reduce((sum, each) => sum + weightOf(each), 0);
}
