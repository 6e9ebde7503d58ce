import type { Content, Texts } from '../../content/content.ts';
import { wordsOf } from './language-model.ts';

/** How often each short word counts, beside those of the pack's texts. */
const SHORT_WORD = 20;
/** The texts of a pack that are in its language and hold no words of others. */
const LEARNED = ['messages', 'guide', 'site', 'steps', 'questions', 'outOfScope'] as const;
/** Names of buttons, and placeholders, which say nothing of the language around them. */
const NOT_LEARNED = /\*\*[^*\n]*\*\*|\{[^}\n]*\}/g;

/** Words of a language without capitals and accents, and how often each is used. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Collects the words of each language from the pack's texts, and from the short words by which emails are told apart. */
export function vocabulariesOf({ languages, mailReading }: Content): Map<string, Vocabulary> {
  return new Map(
    [...languages].map(([code, texts]) => [code, vocabularyOf(texts, mailReading.languages[code] ?? [])]),
  );
}

function vocabularyOf(texts: Texts, shortWords: readonly string[]): Vocabulary {
  const counts = new Map<string, number>();
  const count = (text: string, times: number): void => {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + times);
  };
  // All at once, since a call for each of some thousands of sentences takes twice as long.
  const sentences = LEARNED.flatMap((name) => [...stringsIn(texts[name])]).join('\n');
  count(sentences.replace(NOT_LEARNED, ' '), 1);
  count(shortWords.join(' '), SHORT_WORD);
  return counts;
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* stringsIn(each);
}
