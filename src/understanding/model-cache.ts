import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Example, type Language, type Model, train } from './classifier.ts';

const headSchema = z.object({
  labels: z.array(z.string()),
  features: z.array(z.string()),
  /** The number of weights. */
  weights: z.number(),
});
/** A model has some 15 MB; besides the newest, those of a few other packs or languages may be in use. */
const MODELS_KEPT = 4;
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/understanding');

/**
 * Returns the model for these examples from the cache, where the same program has learnt the same examples before; else
 * trains it and keeps it beside a few earlier ones. A cache that cannot be written only costs time.
 */
export function modelFor(examples: readonly Example[], language: Language, folder = CACHE): Model {
  const file = join(folder, `${hashOf(examples)}.model`);
  const kept = readModel(file);
  if (kept) return kept;
  const model = train(examples, language);
  try {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, asBytes(model));
    renameSync(unfinished, file);
    removeOld(folder);
  } catch {
    // The next start learns again.
  }
  return model;
}

function removeOld(folder: string): void {
  const models = readdirSync(folder)
    .filter((name) => name.endsWith('.model'))
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of models.slice(MODELS_KEPT)) rmSync(join(folder, name), { force: true });
}

/** Hashes the examples and every file of this folder, so that a model never outlives the code that made it. */
function hashOf(examples: readonly Example[]): string {
  const hash = createHash('sha256').update(JSON.stringify(examples));
  for (const name of readdirSync(import.meta.dirname).sort())
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex');
}

/** Writes a line of JSON, then the rarity of each feature and the weights as 32-bit numbers. */
function asBytes({ labels, vocabulary, weights }: Model): Buffer {
  const head = JSON.stringify({ labels, features: vocabulary.features, weights: weights.length });
  return Buffer.concat([Buffer.from(`${head}\n`), bytesOf(vocabulary.rarity), bytesOf(weights)]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Reads a model; returns undefined where the file is missing or incomplete. */
function readModel(file: string): Model | undefined {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf('\n');
    const { labels, features, weights } = headSchema.parse(JSON.parse(bytes.toString('utf8', 0, end)));
    const begin = bytes.byteOffset + end + 1;
    const numbers = new Float32Array(bytes.buffer.slice(begin, bytes.byteOffset + bytes.length));
    if (numbers.length !== features.length + weights) return undefined;
    return {
      labels,
      vocabulary: { features, rarity: numbers.subarray(0, features.length) },
      weights: numbers.subarray(features.length),
    };
  } catch {
    return undefined;
  }
}
