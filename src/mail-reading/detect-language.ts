import type { MailReading } from '../content/schema/words/mail-reading.ts';

/** The least number of a language's words: one may stand in any language. */
const LEAST = 2;
/** In words: a text of a known language that is as long has some of its words. */
const LONG_ENOUGH = 12;
/** A text in a known language that is written in other letters has some of its words sooner. */
const LONG_ENOUGH_IN_OTHER_LETTERS = 3;
/** "Undetermined" as a language tag (BCP 47): none of the known languages. */
const NONE_KNOWN = 'und';
/** In characters: a page is enough. */
const READ = 4000;
const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}]/u;
const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;

/**
 * Makes the function that returns the language whose short words ("the", "not", "my") are most of a text's; undefined where
 * there are too few, and "und" where a long text has hardly any. The first language of the list counts where several have as many.
 */
export function languageDetector({ languages }: MailReading): (text: string) => string | undefined {
  const known = new Map<string, string[]>();
  for (const [language, words] of Object.entries(languages))
    for (const word of new Set(words)) known.set(word, [...(known.get(word) ?? []), language]);
  return (text) => {
    const found = new Map<string, number>();
    const words = text.slice(0, READ).toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
    for (const word of words)
      for (const language of known.get(word) ?? []) found.set(language, (found.get(language) ?? 0) + 1);
    const most = Math.max(LEAST, ...found.values());
    const language = Object.keys(languages).find((each) => found.get(each) === most);
    if (language !== undefined) return language;
    const others = words.filter((word) => OTHER_LETTERS.test(word)).length;
    const isNone = words.length >= LONG_ENOUGH || others >= LONG_ENOUGH_IN_OTHER_LETTERS;
    return isNone ? NONE_KNOWN : undefined;
  };
}
