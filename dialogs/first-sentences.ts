import { splitSentences } from '../src/understanding/classifier/split-text.ts';

const MOST_SENTENCES = 2;
/** In characters: a longer second sentence is left out, and a longer first one cut by the transcript. */
const MAX_LENGTH = 200;

/** Returns the first sentence or two of a text, for a transcript that tells what was answered. */
export function firstSentences(lines: readonly string[], language: string): string {
  const [first = '', ...more] = splitSentences(lines.join('\n').replaceAll('**', ''), language)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
  const kept = more.slice(0, MOST_SENTENCES - 1).filter((next) => first.length + next.length < MAX_LENGTH);
  return [first, ...kept].join(' ');
}
