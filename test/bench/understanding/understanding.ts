import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_LANGUAGE, textsOf } from '../../../src/content/content.ts';
import { loadContent } from '../../../src/content/load.ts';
import { Classifier } from '../../../src/understanding/classifier/classifier.ts';
import { modelFor } from '../../../src/understanding/classifier/model-cache.ts';
import { examplesOf } from '../../../src/understanding/examples.ts';
import { listedIntent } from '../../../src/understanding/match-summary.ts';
import { Matcher } from '../../../src/understanding/matcher.ts';
import { languageOf, matcherOptionsOf, understandingOf } from '../../../src/understanding/understand.ts';
import { bayes, fuse, nlpjs, ours, withoutParts } from './contenders.ts';
import { type Dataset, publicDatasets, readQuestions, readRealQuestions } from './datasets.ts';
import { DENIED_IN, type DeniedFigures, measureDenied, readDenied } from './denied.ts';
import { intervalOf } from './interval.ts';
import { type Figures, measure, memory } from './measure.ts';
import { tableOf } from './table.ts';

/**
 * `npm run --silent bench:understanding -- [folder] [--json] [--ablation]`: measures how well unseen questions are understood,
 * and what the folder has: questions of real people (real-questions.jsonl), and the same matcher on public intent sets, beside other libraries or, with --ablation, beside the
 * matcher itself with one part left out at a time.
 */
const REAL_PEOPLE = 'real people';
/** The sets of questions beside this file, one for each language that has it. */
const OWN_SETS = { 'unseen questions': 'unseen', 'told circumstances': 'told' };
const args = process.argv.slice(2);
const json = args.includes('--json');
const folder = args.find((arg) => !arg.startsWith('--'));
const contenders = [ours, ...(args.includes('--ablation') ? withoutParts : [bayes, fuse, nlpjs])];

setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc');

const datasets = [...ownQuestions(folder), ...(folder ? publicDatasets(folder) : [])];
const figures: Figures[] = [];
for (const dataset of datasets) {
  // The other libraries are set up for English.
  for (const contender of dataset.language === DEFAULT_LANGUAGE ? contenders : [ours]) {
    if (!json) process.stderr.write(`${dataset.name}: ${contender.name} …\n`);
    figures.push(await measure(contender, dataset));
  }
}
const denied = deniedInEachLanguage();
const braun = microF1(figures, 'ours');
const start = await startUp();
const growth = growthByLength();
if (json) {
  console.log(JSON.stringify({ figures, denied, braunMicroF1: braun, start, growth }, null, 2));
} else {
  console.log(tableOf(figures));
  for (const row of figures.filter(({ dataset }) => dataset.startsWith(REAL_PEOPLE)))
    console.log(certaintyOf(row));
  if (braun !== null) {
    const all = contenders.map(({ name }) => `${name} ${(microF1(figures, name) ?? 0).toFixed(3)}`);
    console.log(`\nBraun's three corpora together, micro-F1: ${all.join(' · ')}`);
  }
  console.log('\nWho says what their trouble is, and who denies it:');
  console.table(denied);
  console.log(
    `\nStart: learning ${start.learnMs} ms, from the cache ${start.cachedMs} ms, ${start.memoryMb} MB.`,
  );
  console.log('Milliseconds by characters:');
  console.table(Object.fromEntries(growth.map(({ text, ms }) => [text, ms])));
}

/** Makes sets of the pack's own examples and of questions that were written without seeing them, in each language that has such. */
function ownQuestions(folder: string | undefined): Dataset[] {
  const content = loadContent('data');
  return [...content.languages.values()].flatMap((texts) => {
    const { language } = texts;
    const own = Object.entries(OWN_SETS)
      .map(([name, set]) => ({ name, file: new URL(`./${set}-${language}.tsv`, import.meta.url) }))
      .filter(({ file }) => existsSync(file));
    const real = folder === undefined ? undefined : readRealQuestions(folder, language);
    const sets = [
      ...own.map(({ name, file }) => ({ name: `${name}, ${language}`, ...readQuestions(file) })),
      ...(real ? [{ name: `${REAL_PEOPLE}, ${language}`, ...real }] : []),
    ];
    return sets.map(({ name, inScope, outOfScope }) => ({
      ...matcherOptionsOf(texts),
      name,
      train: examplesOf(texts),
      test: inScope,
      testOos: outOfScope,
      validation: [],
      validationOos: [],
      countsAs: (label: string) => listedIntent(label, texts.questions),
    }));
  });
}

/** Counts what becomes of messages that deny a trouble, beside those that have it. */
function deniedInEachLanguage(): Record<string, DeniedFigures> {
  const content = loadContent('data');
  const understand = understandingOf(content);
  return Object.fromEntries(
    DENIED_IN.map((language) => [
      language,
      measureDenied(readDenied(language), language, content, understand),
    ]),
  );
}

/** Says how far the shares of a small set can be relied on. */
function certaintyOf({
  dataset,
  contender,
  tried,
  answeredRight,
  suggestedRight,
  answeredWrong,
}: Figures): string {
  const of = (name: string, share: number) => {
    const { from, to } = intervalOf(share, tried);
    return `${name} ${(share * 100).toFixed(1)} (${(from * 100).toFixed(0)}–${(to * 100).toFixed(0)})`;
  };
  const shares = [
    of('right', answeredRight),
    of('right or offered', answeredRight + suggestedRight),
    of('wrong', answeredWrong),
  ];
  return `${dataset}, ${contender}, ${tried} questions, with 95 % intervals: ${shares.join(' · ')}`;
}

/** Computes micro-F1: since every text gets one class, it is the share of right ones over all three sets. */
function microF1(all: readonly Figures[], contender: string): number | null {
  const braun = all.filter((row) => row.contender === contender && row.dataset.startsWith('braun'));
  const tried = braun.reduce((sum, row) => sum + row.tried, 0);
  return tried === 0 ? null : braun.reduce((sum, row) => sum + row.top1 * row.tried, 0) / tried;
}

/** Measures the cost of understanding at the assistant's start, with nothing cached and with everything cached. */
async function startUp(): Promise<{ learnMs: number; cachedMs: number; memoryMb: number }> {
  const texts = textsOf(loadContent('data'), 'en');
  const cache = mkdtempSync(join(tmpdir(), 'understanding-'));
  const timed = () => {
    const begin = performance.now();
    const language = languageOf('en');
    const classifier = new Classifier(modelFor(examplesOf(texts), language, cache), language);
    const matcher = new Matcher(classifier, matcherOptionsOf(texts));
    matcher.match('no code on my mobile');
    return { ms: Math.round(performance.now() - begin), matcher };
  };
  const learnMs = timed().ms;
  const before = await memory();
  const { ms: cachedMs, matcher } = timed();
  const memoryMb = Math.round(((await memory()) - before) / 2 ** 20);
  rmSync(cache, { recursive: true });
  matcher.match('');
  return { learnMs, cachedMs, memoryMb };
}

/** Measures how the time grows with the length of a mail, and of texts that a broken or hostile client might send. */
function growthByLength(): { text: string; ms: Record<string, number> }[] {
  const understand = understandingOf(loadContent('data'));
  const pieces = {
    'a mail': 'Dear colleagues, I am writing about the code which does not arrive on my phone. ',
    'one word': 'a',
    'one address': 'a@',
    'one-letter sentences': 'J. ',
    emoji: '😀',
    'stacked accents': 'z\u0338\u0321\u031b',
  };
  return Object.entries(pieces).map(([name, piece]) => {
    const timed = (characters: number) => {
      const text = piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters);
      understand(text, 'en');
      const begin = performance.now();
      for (let i = 0; i < 5; i++) understand(text, 'en');
      return Number(((performance.now() - begin) / 5).toFixed(2));
    };
    const ms = Object.fromEntries([200, 2_000, 10_000, 20_000].map((length) => [length, timed(length)]));
    return { text: name, ms };
  });
}
