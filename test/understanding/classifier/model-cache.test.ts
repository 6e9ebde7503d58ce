import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Classifier, train } from '../../../src/understanding/classifier/classifier.ts';
import { modelFor } from '../../../src/understanding/classifier/model-cache.ts';
import { languageOf } from '../../../src/understanding/understand.ts';
import { examples } from '../little-questions.ts';

const language = languageOf('en');
const folder = mkdtempSync(join(tmpdir(), 'model-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('Training twice gives the same model', () => {
  expect(train(examples, language).weights).toEqual(train(examples, language).weights);
});

test('A model from the cache gives the same scores as a fresh one', () => {
  const fresh = new Classifier(modelFor(examples, language, folder), language);
  const cached = new Classifier(modelFor(examples, language, folder), language);
  expect(readdirSync(folder)).toHaveLength(1);
  for (const { text } of examples) expect(cached.scoresOf(text)).toEqual(fresh.scoresOf(text));
});

test('One more example makes another model', () => {
  modelFor([...examples, { text: 'do you sell soup', label: 'menu' }], language, folder);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('A cache that cannot be read or written only costs time', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  expect(modelFor(examples, language, join(file, 'below')).labels).toContain('menu');
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'half a mod');
  expect(modelFor(examples, language, folder).labels).toContain('menu');
});
