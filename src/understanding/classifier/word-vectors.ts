import { readFileSync } from 'node:fs';
import { numbersOf } from './numbers-of.ts';

/** The length of a word's vector. */
export const DIMENSIONS = 100;
/** Reduces the weight of frequent words, which tell less (Arora et al., "A simple but tough-to-beat baseline", 2017). */
const SMOOTHING = 1e-3;

/** The meanings of a language's more common words, as directions: words of similar meaning point the same way. */
export class WordVectors {
  readonly #ranks: Map<string, number>;
  readonly #values: Int8Array;

  constructor(words: readonly string[], values: Int8Array) {
    this.#ranks = numbersOf(words);
    this.#values = values;
  }

  /** Returns the mean direction of a text's words, of length 1; undefined where none of them is known. */
  meanOf(words: readonly string[]): Float32Array | undefined {
    const mean = new Float32Array(DIMENSIONS);
    let known = false;
    for (const word of words) {
      const rank = this.#ranks.get(word);
      if (rank === undefined) continue;
      known = true;
      const weight = SMOOTHING / (SMOOTHING + frequencyAt(rank));
      const row = rank * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++)
        mean[d] = (mean[d] as number) + weight * (this.#values[row + d] as number);
    }
    const length = Math.hypot(...mean);
    return known && length > 0 ? mean.map((v) => v / length) : undefined;
  }
}

/** Estimates how often a word of this rank is used, by Zipf's law with Mandelbrot's shift. */
function frequencyAt(rank: number): number {
  return 1 / (12 * (rank + 3.7));
}

/** Reads the file that `npm run vectors` wrote: a line of words, then one byte per dimension for each. */
export function readWordVectors(file: URL): WordVectors {
  const bytes = readFileSync(file);
  const end = bytes.indexOf('\n');
  const words = bytes.toString('utf8', 0, end).split(' ');
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, words.length * DIMENSIONS);
  return new WordVectors(words, values);
}
