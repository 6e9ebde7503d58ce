import { Console } from 'node:console';
import { createRequire } from 'node:module';
import Fuse from 'fuse.js';
import {
  Classifier,
  type Example,
  type Language,
  train,
} from '../../../src/understanding/classifier/classifier.ts';
import { Matcher } from '../../../src/understanding/matcher.ts';
import { languageOf } from '../../../src/understanding/understand.ts';
import type { Dataset } from './datasets.ts';
import { spread } from './measure.ts';

/** A contender's understanding of one text. */
export interface Guess {
  outcome: 'answer' | 'suggest' | 'none';
  /** In-scope labels, best first. */
  labels: string[];
  /** Its confidence that the text is in scope. */
  confidence: number;
}

/** One of the compared ways of understanding texts. */
export interface Contender {
  name: string;
  /** At most this many texts are tried, where it would take too long otherwise. */
  most?: number;
  learn(dataset: Dataset): Promise<(text: string) => Guess | Promise<Guess>>;
}

const require = createRequire(import.meta.url);

/** Makes a contender of the assistant's own matcher, whole or with something left out. */
function oursWith(
  name: string,
  change: Partial<Language>,
  learnable = (dataset: Dataset) => dataset,
): Contender {
  return {
    name,
    async learn(dataset) {
      const known = { ...languageOf(dataset.language), ...change };
      const classifier = new Classifier(train(learnable(dataset).train, known), known);
      const matcher = new Matcher(classifier, dataset);
      return (text) => {
        const { outcome, candidates } = matcher.match(text);
        return {
          outcome,
          labels: candidates.map(({ intent }) => intent),
          confidence: candidates[0]?.confidence ?? 0,
        };
      };
    },
  };
}

export const ours = oursWith('ours', {});

/** Our matcher with one part left out at a time, to see what that part contributes. */
export const withoutParts: Contender[] = [
  oursWith('no stems', { stem: (word) => word }),
  oursWith('no meanings', { meanings: undefined }),
  oursWith('no out of scope', {}, (dataset) => ({
    ...dataset,
    train: dataset.train.filter(({ label }) => !dataset.outOfScope.has(label)),
  })),
  ...[6, 12, 25, 50].map((most) =>
    oursWith(`${most} examples`, {}, (dataset) => ({
      ...dataset,
      train: [...Map.groupBy(dataset.train, ({ label }) => label).values()].flatMap((own) =>
        spread(own, most),
      ),
    })),
  ),
];

/** natural's naive Bayes with its Porter stemmer. */
export const bayes: Contender = {
  name: "natural's Bayes",
  async learn(dataset) {
    const examples = examplesForOthers(dataset);
    const BayesClassifier = require('natural/lib/natural/classifiers/bayes_classifier.js');
    const classifier = new BayesClassifier();
    for (const { text, label } of examples) classifier.addDocument(text, label);
    classifier.train();
    return (text) => {
      const ranked: { label: string; value: number }[] = classifier.getClassifications(text);
      const sum = ranked.reduce((total, { value }) => total + value, 0) || 1;
      return guessOf(
        ranked.map(({ label, value }) => ({ label, score: value / sum })),
        dataset.outOfScope,
      );
    };
  },
};

/** fuse.js over all examples; an intent is as near as its nearest example. */
export const fuse: Contender = {
  name: 'fuse.js',
  most: 60,
  async learn(dataset) {
    const examples = examplesForOthers(dataset);
    const index = new Fuse(examples, {
      keys: ['text'],
      includeScore: true,
      ignoreLocation: true,
      threshold: 0.6,
    });
    return (text) => {
      const best = new Map<string, number>();
      for (const { item, score = 1 } of index.search(text.slice(0, 200)))
        best.set(item.label, Math.max(best.get(item.label) ?? 0, 1 - score));
      return guessOf(
        Array.from(best, ([label, score]) => ({ label, score })),
        dataset.outOfScope,
      );
    };
  },
};

/** NLP.js with its English stemmer and its perceptron. */
export const nlpjs: Contender = {
  name: 'NLP.js',
  async learn(dataset) {
    const examples = examplesForOthers(dataset);
    const { dockStart } = require('@nlpjs/basic');
    const dock = await dockStart({ use: ['Basic'] });
    // The default container would keep what it learnt from the set before.
    const container = await dock.createContainer(dataset.name, { use: ['Basic', 'LangEn'] });
    // Its own logger writes warnings to standard output, which belongs to the figures alone.
    container.register('logger', new Console(process.stderr), true);
    const nlp = container.get('nlp');
    nlp.settings.autoSave = false;
    nlp.settings.log = false;
    nlp.addLanguage('en');
    for (const { text, label } of examples) nlp.addDocument('en', text, label);
    const log = console.log;
    console.log = () => {};
    await nlp.train();
    console.log = log;
    return async (text) => {
      const { classifications } = await nlp.process('en', text);
      const ranked = classifications.map(({ intent, score }: { intent: string; score: number }) => ({
        label: intent,
        score,
      }));
      return guessOf(
        ranked.filter(
          ({ label }: { label: string }) => label !== 'None' || examples.some((e) => e.label === 'None'),
        ),
        dataset.outOfScope,
      );
    };
  },
};

/** Leaves out vague words, whose meaning only the step decides: the other libraries do not know that idea. */
function examplesForOthers({ train: examples, vague }: Dataset): Example[] {
  return examples.filter(({ label }) => !vague.has(label));
}

/** Answers with the best label, unless that is an out-of-scope one. */
function guessOf(scored: { label: string; score: number }[], outOfScope: ReadonlySet<string>): Guess {
  const ranked = [...scored].sort((a, b) => b.score - a.score);
  const inScope = ranked.filter(({ label }) => !outOfScope.has(label));
  const [first] = ranked;
  return {
    outcome: first && !outOfScope.has(first.label) ? 'answer' : 'none',
    labels: inScope.slice(0, 5).map(({ label }) => label),
    confidence: inScope[0]?.score ?? 0,
  };
}
