import type { GuideFile } from '../content/schema/structure.ts';
import { keyOf } from '../guide/path.ts';
import { minutesWithin } from './answer-time.ts';
import type { Counted } from './count.ts';
import type { WeekCounts } from './counts.ts';

/** The visits to a step and how they ended. */
interface StepRow {
  step: string;
  shown: number;
  done: number;
  skipped: number;
  left: number;
  /** None of these: they are still there, or gone. */
  open: number;
  stuck: number;
  handOvers: number;
}

/** The counts of some weeks as the analytics page and its charts show them. */
export interface AnalyticsReport {
  isEmpty: boolean;
  /** In the order of the guide; steps that are no longer in it come last. */
  steps: StepRow[];
  asked: { week: string; answered: number; askedBack: number; unknown: number; declined: number }[];
  /** The most asked first. */
  questions: { question: string; answered: number; suggested: number }[];
  /** The most rated first. */
  ratings: { question: string; helpful: number; unhelpful: number }[];
  handOvers: { week: string; count: number; byStep: { step: string; count: number }[] }[];
  /** The minutes within which half and most tickets were answered; undefined in a week without answers. */
  answers: { week: string; count: number; half: number | undefined; most: number | undefined }[];
}

/** The share of tickets that counts as most of them. */
const MOST = 0.9;

/** Returns the report over the counts of weeks, given in the same order. */
export function reportOf(
  weeks: readonly string[],
  counts: readonly WeekCounts[],
  guide: GuideFile,
): AnalyticsReport {
  const byWeek = weeks.map((week, index) => ({ week, counts: counts[index] ?? {} }));
  const total = (what: Counted) => sumOf(counts.map((one) => one[what] ?? {}));
  return {
    isEmpty: counts.every((one) => Object.keys(one).length === 0),
    steps: stepRows(guide, total),
    asked: byWeek.map(({ week, counts: one }) => ({
      week,
      answered: totalOf(one['question-answered']),
      askedBack: totalOf(one['question-asked-back']),
      unknown: totalOf(one['question-unknown']),
      declined: totalOf(one['question-declined']),
    })),
    questions: join(total('question-answered'), total('question-suggested')).map(
      ([question, answered, suggested]) => ({ question, answered, suggested }),
    ),
    ratings: join(total('rated-helpful'), total('rated-unhelpful')).map(([question, helpful, unhelpful]) => ({
      question,
      helpful,
      unhelpful,
    })),
    handOvers: byWeek.map(({ week, counts: { 'hand-over': handedOver = {} } }) => ({
      week,
      count: totalOf(handedOver),
      byStep: Object.entries(handedOver).map(([step, count]) => ({ step, count })),
    })),
    answers: byWeek.map(({ week, counts: { 'answered-after': times = {} } }) => ({
      week,
      count: totalOf(times),
      half: minutesWithin(0.5, times),
      most: minutesWithin(MOST, times),
    })),
  };
}

function stepRows(guide: GuideFile, total: (what: Counted) => Record<string, number>): StepRow[] {
  const [shown, done, skipped, left, stuck, handOvers] = [
    total('step-shown'),
    total('step-done'),
    total('step-skipped'),
    total('step-left'),
    total('step-stuck'),
    total('hand-over'),
  ];
  const inGuide = guide.phases.flatMap(({ id, steps }) =>
    steps.map((step) => keyOf({ phase: id, step: step.id })),
  );
  // A ticket without a step appears only by week.
  const counted = [shown, done, skipped, left, stuck, handOvers].flatMap(Object.keys).filter(Boolean);
  return [...new Set([...inGuide, ...counted])].map((step) => {
    const ends = (done[step] ?? 0) + (skipped[step] ?? 0) + (left[step] ?? 0);
    return {
      step,
      shown: shown[step] ?? 0,
      done: done[step] ?? 0,
      skipped: skipped[step] ?? 0,
      left: left[step] ?? 0,
      // A visit that began before these weeks and ended in them has an end here, but no beginning.
      open: Math.max(0, (shown[step] ?? 0) - ends),
      stuck: stuck[step] ?? 0,
      handOvers: handOvers[step] ?? 0,
    };
  });
}

/** Puts two counts of the same ids side by side, the most counted first. */
function join(first: Record<string, number>, second: Record<string, number>): [string, number, number][] {
  return [...new Set([...Object.keys(first), ...Object.keys(second)])]
    .map((of): [string, number, number] => [of, first[of] ?? 0, second[of] ?? 0])
    .sort((a, b) => b[1] + b[2] - (a[1] + a[2]) || a[0].localeCompare(b[0]));
}

function sumOf(all: readonly Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of all) for (const [of, count] of Object.entries(one)) sum[of] = (sum[of] ?? 0) + count;
  return sum;
}

function totalOf(counts: Record<string, number> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
