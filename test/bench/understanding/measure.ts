import type { Contender, Guess } from './contenders.ts';
import type { Dataset, Tested } from './datasets.ts';

/** The figures of one contender on one dataset; shares are between 0 and 1. */
export interface Figures {
  dataset: string;
  contender: string;
  tried: number;
  triedOutOfScope: number;
  top1: number;
  top3: number;
  answeredRight: number;
  answeredWrong: number;
  suggestedRight: number;
  /** In scope, but neither answered nor rightly suggested. */
  inScopeDeclined: number;
  outOfScopeAnswered: number | null;
  outOfScopeDeclined: number | null;
  auroc: number | null;
  /** In-scope accuracy and out-of-scope recall at the threshold that the validation half chose. */
  atThreshold: { inScopeAccuracy: number; outOfScopeRecall: number } | null;
  p50Ms: number;
  p99Ms: number;
  trainingMs: number;
  memoryMb: number;
}

/** The in-scope accuracy that the threshold keeps on the validation half: the aim of 88 % and half a point more. */
const KEPT_IN_SCOPE = 0.885;

interface Tried {
  guess: Guess;
  label: string | undefined;
  alsoRight: readonly string[];
}

/** Trains a contender on a dataset and tries it on the test half. */
export async function measure(contender: Contender, dataset: Dataset): Promise<Figures> {
  const memoryBefore = await memory();
  const begin = performance.now();
  const understand = await contender.learn(dataset);
  const trainingMs = performance.now() - begin;
  const memoryMb = ((await memory()) - memoryBefore) / 2 ** 20;

  const most = contender.most ?? Number.POSITIVE_INFINITY;
  const times: number[] = [];
  const tryOut = async (
    texts: (Pick<Tested, 'text' | 'alsoRight'> & { label?: string })[],
  ): Promise<Tried[]> => {
    const tried: Tried[] = [];
    for (const { text, label, alsoRight = [] } of spread(texts, most)) {
      const start = performance.now();
      const guess = await understand(text);
      times.push(performance.now() - start);
      tried.push({
        guess: { ...guess, labels: [...new Set(guess.labels.map(dataset.countsAs))] },
        label,
        alsoRight,
      });
    }
    return tried;
  };
  await tryOut(dataset.test.slice(0, 50));
  times.length = 0;
  const inside = await tryOut(dataset.test);
  const outside = await tryOut(dataset.testOos.map((text) => ({ text })));
  const speed = [...times].sort((a, b) => a - b);
  const threshold = thresholdOf(
    await tryOut(dataset.validation),
    await tryOut(dataset.validationOos.map((text) => ({ text }))),
  );
  const share = (list: Tried[], holds: (tried: Tried) => boolean) =>
    list.filter(holds).length / (list.length || 1);
  const isOneOf = (labels: string[], { label, alsoRight }: Tried) =>
    labels.some((each) => each === label || alsoRight.includes(each));
  const right = (tried: Tried) => isOneOf(tried.guess.labels.slice(0, 1), tried);
  const suggested = (tried: Tried) =>
    tried.guess.outcome === 'suggest' && isOneOf(tried.guess.labels.slice(0, 3), tried);
  const answered = ({ guess }: Tried) => guess.outcome === 'answer';
  return {
    dataset: dataset.name,
    contender: contender.name,
    tried: inside.length,
    triedOutOfScope: outside.length,
    top1: share(inside, right),
    top3: share(inside, (tried) => isOneOf(tried.guess.labels.slice(0, 3), tried)),
    answeredRight: share(inside, (tried) => answered(tried) && right(tried)),
    answeredWrong: share(inside, (tried) => answered(tried) && !right(tried)),
    suggestedRight: share(inside, suggested),
    inScopeDeclined: share(inside, (tried) => !answered(tried) && !suggested(tried)),
    outOfScopeAnswered: outside.length > 0 ? share(outside, answered) : null,
    outOfScopeDeclined: outside.length > 0 ? share(outside, ({ guess }) => guess.outcome === 'none') : null,
    auroc: outside.length > 0 ? auroc(inside, outside) : null,
    atThreshold:
      threshold === undefined
        ? null
        : {
            inScopeAccuracy: share(inside, (tried) => tried.guess.confidence >= threshold && right(tried)),
            outOfScopeRecall: share(outside, ({ guess }) => guess.confidence < threshold),
          },
    p50Ms: speed[Math.floor(speed.length * 0.5)] ?? 0,
    p99Ms: speed[Math.floor(speed.length * 0.99)] ?? 0,
    trainingMs,
    memoryMb,
  };
}

/** Picks at most so many items, spread evenly over the list. */
export function spread<Item>(list: Item[], most: number): Item[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)] as Item);
}

/** Finds the strictest threshold at which the validation half is still understood well enough. */
function thresholdOf(inside: Tried[], outside: Tried[]): number | undefined {
  if (inside.length === 0 || outside.length === 0) return undefined;
  const right = inside
    .filter(({ guess, label }) => guess.labels[0] === label)
    .map(({ guess }) => guess.confidence)
    .sort((a, b) => b - a);
  return right[Math.ceil(KEPT_IN_SCOPE * inside.length) - 1];
}

/** Computes how often a text in scope gets a higher confidence than one out of scope. */
function auroc(inside: Tried[], outside: Tried[]): number {
  const low = outside.map(({ guess }) => guess.confidence).sort((a, b) => a - b);
  const wins = inside.reduce((sum, { guess }) => {
    const below = low.findIndex((confidence) => confidence >= guess.confidence);
    const first = below < 0 ? low.length : below;
    const above = low.findIndex((confidence) => confidence > guess.confidence);
    return sum + first + ((above < 0 ? low.length : above) - first) / 2;
  }, 0);
  return wins / (inside.length * outside.length);
}

/** Measures the memory in use, in bytes, after everything that can be freed is freed. */
export async function memory(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
