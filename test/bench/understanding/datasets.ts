import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Example } from '../../../src/understanding/classifier/classifier.ts';
import type { MatcherOptions } from '../../../src/understanding/matcher.ts';

/** A text and its label, with the labels that are right as well. */
export interface Tested extends Example {
  alsoRight?: readonly string[];
}

/** A set of examples to learn from, and of texts to be tried on. */
export interface Dataset extends MatcherOptions {
  name: string;
  train: Example[];
  test: Tested[];
  testOos: string[];
  /** For choosing a threshold; empty where the set has no such half. */
  validation: Example[];
  validationOos: string[];
  /** Labels that are learnt on their own, but count as another one in the test half. */
  countsAs: (label: string) => string;
}

const rows = z.array(z.object({ text: z.string(), intent: z.string() }));
const fileSchema = z.object({
  train: rows,
  trainOos: rows.default([]),
  val: rows.default([]),
  valOos: rows.default([]),
  test: rows,
  testOos: rows.default([]),
});

/** Every file of a folder that has the shape { train, test, testOos? }. */
export function publicDatasets(folder: string): Dataset[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = fileSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return file.success ? [datasetOf(basename(name, '.json'), file.data)] : [];
    });
}

function datasetOf(name: string, file: z.output<typeof fileSchema>): Dataset {
  const labelled = (list: z.output<typeof rows>) => list.map(({ text, intent }) => ({ text, label: intent }));
  const texts = (list: z.output<typeof rows>) => list.map(({ text }) => text);
  return {
    name,
    language: 'en',
    train: [...labelled(file.train), ...labelled(file.trainOos)],
    outOfScope: new Set(file.trainOos.map(({ intent }) => intent)),
    vague: new Map(),
    courtesies: new Set(),
    settled: new Set(),
    test: labelled(file.test),
    testOos: texts(file.testOos),
    validation: labelled(file.val),
    validationOos: texts(file.valOos),
    countsAs: (label) => label,
  };
}

const realSchema = z.object({
  text: z.string(),
  lang: z.string(),
  intent: z.string(),
  alt: z.array(z.string()).default([]),
});

/** Reads the questions of real people in a language from a folder, where it has them: in scope, and out of scope. */
export function readRealQuestions(
  folder: string,
  language: string,
): { inScope: Tested[]; outOfScope: string[] } | undefined {
  const file = join(folder, 'real-questions.jsonl');
  if (!existsSync(file)) return undefined;
  const asked = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => realSchema.parse(JSON.parse(line)))
    .filter(({ lang }) => lang === language);
  if (asked.length === 0) return undefined;
  return {
    inScope: asked
      .filter(({ intent }) => intent !== 'none')
      .map(({ text, intent, alt }) => ({ text, label: intent, alsoRight: alt })),
    outOfScope: asked.filter(({ intent }) => intent === 'none').map(({ text }) => text),
  };
}

/** Reads lines of "intent, tab, text"; `none` stands for out of scope, "intent|other" for a text to which both are right. */
export function readQuestions(file: URL): { inScope: Tested[]; outOfScope: string[] } {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const examples = lines.map((line) => {
    const [labels = '', text = ''] = line.split('\t');
    const [label = '', ...alsoRight] = labels.split('|');
    return { label, alsoRight, text };
  });
  return {
    inScope: examples.filter(({ label }) => label !== 'none'),
    outOfScope: examples.filter(({ label }) => label === 'none').map(({ text }) => text),
  };
}
