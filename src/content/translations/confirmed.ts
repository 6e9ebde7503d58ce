import { createHash } from 'node:crypto';
import { isGroup } from '../read/base.ts';
import type { TranslatedText } from './translated-texts.ts';

const HASH_LENGTH = 8;
const FIRST_LETTER = 'a'.charCodeAt(0);
const LETTERS = 26;

/** Returns the place in confirmed.yaml at which a text is confirmed. */
export function placeOf({ source, path }: Pick<TranslatedText, 'source' | 'path'>): (string | number)[] {
  return [nameOf(source.file), ...path];
}

/** Returns a file's name inside the folder of its language, without its ending. */
export function nameOf(file: string): string {
  return file.slice(file.indexOf('/') + 1).replace(/\.yaml$/, '');
}

/** Returns a short hash of a sentence: of letters alone, so that no reader of YAML takes it for a number. */
export function hashOf(sentence: string): string {
  const bytes = createHash('sha256').update(sentence).digest().subarray(0, HASH_LENGTH);
  return [...bytes].map((byte) => String.fromCharCode(FIRST_LETTER + (byte % LETTERS))).join('');
}

/** Checks whether a text was confirmed for the sentence as it is now. */
export function isConfirmed(confirmed: unknown, text: TranslatedText): boolean {
  return valueAt(confirmed, placeOf(text)) === hashOf(text.sentence);
}

/** Returns what stands at a place inside a value; undefined where there is none. */
export function valueAt(value: unknown, place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside)) return inside[Number(key)];
    return isGroup(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, value);
}
