import type { MailReading } from '../content/schema/words/mail-reading.ts';

/** The least number of a language's words: one may stand in any language. */
const LEAST = 2;
/** In characters: a page is enough. */
const READ = 4000;
const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;

/**
 * Makes the function that returns the language whose short words ("the", "not", "my") are most of a text's; undefined where
 * there are too few. The first language of the list counts where several have as many.
 */
export function languageDetector({ languages }: MailReading): (text: string) => string | undefined {
  const known = new Map<string, string[]>();
  for (const [language, words] of Object.entries(languages))
    for (const word of new Set(words)) known.set(word, [...(known.get(word) ?? []), language]);
  return (text) => {
    const found = new Map<string, number>();
    for (const [word] of text.slice(0, READ).toLowerCase().replaceAll('’', "'").matchAll(WORD))
      for (const language of known.get(word) ?? []) found.set(language, (found.get(language) ?? 0) + 1);
    const most = Math.max(LEAST, ...found.values());
    return Object.keys(languages).find((language) => found.get(language) === most);
  };
}
