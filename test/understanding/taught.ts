import type { Texts } from '../../src/content/content.ts';
import { questionExamplesOf } from '../../src/understanding/examples.ts';

/** Returns those of the texts that are examples of the pack, whatever their capitals and signs: they measure nothing. */
export function taughtAmong(tried: readonly string[], texts: Texts): string[] {
  const taught = new Set(questionExamplesOf(texts).map(({ text }) => lettersOf(text)));
  return tried.filter((text) => taught.has(lettersOf(text)));
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();
}
