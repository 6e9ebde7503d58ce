import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A tenth more than at the usual level 6, in much less time: every turn waits for it. */
const LEVEL = 3;
/** Most turns fit; the usual 16 kB would be set aside each time. */
const OUTPUT_BYTES = 4096;

/**
 * What typical cards consist of, so that even the first message of a pack is stored as what is different in it. What it deflated can be
 * read only with the same bytes: the file must never change. A better one gets the next number, and packs of a version of their own.
 */
const dictionary = readFileSync(join(import.meta.dirname, 'dictionary-1.txt'));

/** Returns a text deflated, in base64. */
export function deflate(text: string): string {
  return deflateRawSync(text, { level: LEVEL, chunkSize: OUTPUT_BYTES, dictionary }).toString('base64');
}

/** Returns the text that was deflated. */
export function inflate(deflated: string): string {
  return inflateRawSync(Buffer.from(deflated, 'base64'), { dictionary }).toString();
}
