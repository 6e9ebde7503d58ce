import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepFile } from '../../lib/kept-files.ts';
import { type Example, type Language, type Model, train } from './classifier.ts';

const headSchema = z.object({
  labels: z.array(z.string()),
  /** The number of features, which follow one to a line. */
  features: z.number(),
  /** In bytes, of the features. */
  length: z.number(),
  /** The number of weights. */
  weights: z.number(),
  step: z.number(),
});
/** A model has 5 to 25 MB; besides the newest of each language, those of a few other packs may be in use. */
const MODELS_KEPT = 40;
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/understanding');

/**
 * Returns the model for these examples from the cache, where the same program has learnt the same examples before; else
 * trains it and keeps it beside a few earlier ones. A cache that cannot be written only costs time.
 */
export function modelFor(examples: readonly Example[], language: Language, folder = CACHE): Model {
  const kept = keptModelNow(examples, folder);
  if (kept) return kept;
  const model = train(examples, language);
  keepFile(folder, nameFor(examples), asBytes(model), MODELS_KEPT);
  return model;
}

/** Checks whether the model for these examples is in the cache. */
export function isModelKept(examples: readonly Example[], folder = CACHE): boolean {
  return existsSync(join(folder, nameFor(examples)));
}

/** Returns the model for these examples where it is in the cache; reading it takes some milliseconds. */
export function keptModelNow(examples: readonly Example[], folder = CACHE): Model | undefined {
  return modelIn(() => readFileSync(join(folder, nameFor(examples))));
}

/** Returns the model for these examples where it is in the cache, whose 25 MB are read while other work goes on. */
export async function keptModel(examples: readonly Example[], folder = CACHE): Promise<Model | undefined> {
  try {
    const bytes = await readAtOnce(join(folder, nameFor(examples)));
    return modelIn(() => bytes);
  } catch {
    return undefined;
  }
}

/** Reads a file in one piece: Node's own readFile would come back for each half of a megabyte, and find the thread busy. */
async function readAtOnce(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    await handle.read(bytes, 0, size, 0);
    return bytes;
  } finally {
    await handle.close();
  }
}

/** Names a model by the examples and every file of this folder, so that it never outlives the code that made it. */
function nameFor(examples: readonly Example[]): string {
  // A third of the time of JSON; neither a text nor a label has such a character.
  const hash = createHash('sha256').update(examples.map(({ label, text }) => `${label}\0${text}`).join('\n'));
  return `${hash.update(codeState()).digest('hex')}.model`;
}

let code: Buffer | undefined;

/** Hashes the files of this folder, once, since each language of a pack has a model. */
function codeState(): Buffer {
  if (code) return code;
  const hash = createHash('sha256');
  for (const name of readdirSync(import.meta.dirname).sort())
    hash.update(readFileSync(join(import.meta.dirname, name)));
  code = hash.digest();
  return code;
}

/** Writes a line of JSON, then the features, then the rarity of each as a 32-bit number, and the weights of 16 bits. */
function asBytes({ labels, vocabulary, weights, step }: Model): Buffer {
  const features = Buffer.from(vocabulary.features.join('\n'));
  const counts = { features: vocabulary.features.length, length: features.length, weights: weights.length };
  const head = Buffer.from(JSON.stringify({ labels, ...counts, step }));
  // The numbers are read where they stand, which has to be at a multiple of their size.
  const padding = Buffer.alloc(-(head.length + 1 + features.length) & 3, ' ');
  return Buffer.concat([
    head,
    padding,
    Buffer.from('\n'),
    features,
    bytesOf(vocabulary.rarity),
    bytesOf(weights),
  ]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int16Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Reads a model without copying its numbers; returns undefined where the file is missing or incomplete. */
function modelIn(read: () => Buffer): Model | undefined {
  try {
    const bytes = read();
    const begin = bytes.indexOf('\n') + 1;
    const { labels, step, ...counts } = headSchema.parse(JSON.parse(bytes.toString('utf8', 0, begin)));
    const end = begin + counts.length;
    const features = bytes.toString('utf8', begin, end).split('\n');
    if (features.length !== counts.features) return undefined;
    const rarity = new Float32Array(bytes.buffer, bytes.byteOffset + end, counts.features);
    const weightsFrom = bytes.byteOffset + end + rarity.byteLength;
    return {
      labels,
      vocabulary: { features, rarity },
      weights: new Int16Array(bytes.buffer, weightsFrom, counts.weights),
      step,
    };
  } catch {
    return undefined;
  }
}
