import { normalizeText } from '../match-name.ts';

/**
 * Makes a function that returns what a text means, where it says one of the phrases and nothing else: fillers, capitals and
 * punctuation make no difference.
 */
export function phraseFinder<Meaning>(
  fillers: readonly string[],
  phrases: readonly (readonly [Meaning, readonly string[]])[],
): (typed: string) => Meaning | undefined {
  const ignored = new Set(fillers.map(normalizeText));
  const longest = Math.max(1, ...[...ignored].map((filler) => filler.split(' ').length));
  const core = (phrase: string) => withoutFillers(phrase.split(' '), ignored, longest);
  const exact = new Map<string, Meaning>();
  const loose = new Map<string, Meaning>();
  for (const [meaning, listed] of phrases) {
    for (const phrase of listed.map(normalizeText)) {
      exact.set(phrase, meaning);
      loose.set(core(phrase), meaning);
    }
  }
  loose.delete('');
  return (typed) => {
    const text = normalizeText(typed);
    return exact.get(text) ?? loose.get(core(text));
  };
}

/** Returns a normalised text without any of these phrases at its beginning. */
export function withoutStart(text: string, phrases: readonly string[]): string {
  const found = phrases.find((phrase) => text.startsWith(`${phrase} `));
  return found === undefined ? text : withoutStart(text.slice(found.length + 1), phrases);
}

/** Returns a normalised text without any of these phrases at its end. */
export function withoutEnd(text: string, phrases: readonly string[]): string {
  const found = phrases.find((phrase) => text.endsWith(` ${phrase}`));
  return found === undefined ? text : withoutEnd(text.slice(0, -found.length - 1), phrases);
}

function withoutFillers(words: string[], fillers: ReadonlySet<string>, longest: number): string {
  const kept: string[] = [];
  for (let i = 0; i < words.length; ) {
    const length = lengthOfFiller(words, i, fillers, longest);
    if (length === 0) kept.push(words[i] ?? '');
    i += Math.max(length, 1);
  }
  return kept.join(' ');
}

function lengthOfFiller(
  words: string[],
  from: number,
  fillers: ReadonlySet<string>,
  longest: number,
): number {
  for (let length = longest; length > 0; length--) {
    if (fillers.has(words.slice(from, from + length).join(' '))) return length;
  }
  return 0;
}
