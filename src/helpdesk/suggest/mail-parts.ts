import { splitSentences } from '../../understanding/classifier/split-text.ts';

/** A paragraph or an item of a list, and its sentences. */
export interface MailPart {
  text: string;
  sentences: string[];
}

/** In characters: of the writer's own words, what follows is not read. */
const LONGEST_WORDS = 4000;
/** A mail with more paragraphs, items or sentences asks nothing new in the rest. */
const MOST_PARTS = 30;
const MOST_SENTENCES = 40;
/** The gaps between paragraphs and between items of a list. */
const BETWEEN_PARTS = /\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/;
/** In characters: mail programs break lines that are longer, so that the next one belongs to the same sentence. */
const BROKEN_FROM = 55;
/** In characters: the lines with which mails begin ("Dear all,") and end ("Dr. Jo Rossi") are shorter. */
const LONGEST_GREETING = 60;
const LETTER = /\p{L}/u;
/** At most five words, each with a capital letter or a title ("Prof. em. Jo Rossi"): a name without a greeting before it. */
const NAME = /^(?:(?:\p{Lu}[\p{L}.'’-]{0,30}|\p{Ll}{1,5}\.),?\s*){1,5}$/u;

/** Returns what a mail says between its greeting and its writer's name, with the lines that mail programs broke joined again. */
export function withoutGreeting(words: string): string {
  const lines = words.slice(0, LONGEST_WORDS).split('\n');
  const isFilled = (line: string) => LETTER.test(line);
  const first = lines.findIndex(isFilled);
  const greeting = lines[first]?.trim() ?? '';
  const hasGreeting =
    greeting.length <= LONGEST_GREETING &&
    /^[^.?:]*[,!]$/.test(greeting.replace(/\b(Dr|Prof|Mrs?|Ms)\./g, '$1'));
  const begin = hasGreeting ? first + 1 : first;
  let end = lines.length;
  while (end > begin && (!isFilled(lines[end - 1] ?? '') || NAME.test(lines[end - 1]?.trim() ?? ''))) end--;
  const rest = lines.slice(begin, end);
  // Of nothing but a greeting and a name, all is read.
  return rest.some(isFilled) ? joinBroken(rest) : words.slice(0, LONGEST_WORDS);
}

/** Splits a mail into paragraphs and items of lists, and these into sentences. */
export function partsOf(words: string, language: string): MailPart[] {
  let sentences = 0;
  return words
    .split(BETWEEN_PARTS)
    .filter((text) => LETTER.test(text) && !isLeadIn(text))
    .slice(0, MOST_PARTS)
    .map((text) => {
      const inside = splitSentences(text, language, MOST_SENTENCES).slice(
        0,
        Math.max(0, MOST_SENTENCES - sentences),
      );
      sentences += inside.length;
      return { text, sentences: inside };
    });
}

/** "I have two questions:" asks nothing yet. */
function isLeadIn(text: string): boolean {
  return text.trimEnd().endsWith(':') && !text.includes('?');
}

function joinBroken(lines: readonly string[]): string {
  return lines.reduce((text, line, at) => {
    const above = lines[at - 1] ?? '';
    const isBroken =
      above.length >= BROKEN_FROM && /^[\p{L}\p{N}("']/u.test(line) && !/^\d+[.)]\s/.test(line);
    return at === 0 ? line : `${text}${isBroken ? ' ' : '\n'}${line}`;
  }, '');
}
