import type { Content } from '../content/content.ts';
import type { GuideFile } from '../content/schema/structure.ts';
import { keyOf } from '../guide/path.ts';
import { minutesWithin } from './answer-time.ts';
import type { AskedBecause, Counted } from './count.ts';
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
  asksForPerson: {
    week: string;
    asked: number;
    notHelped: number;
    notUnderstood: number;
    contactShown: number;
  }[];
  handOvers: { week: string; count: number; reopened: number; byStep: { step: string; count: number }[] }[];
  answers: ({ week: string } & AnswerTimes)[];
  /** In the order of the network; desks that it no longer has come last. */
  desks: DeskRow[];
}

/** The minutes of opening hours within which half and most tickets were answered; undefined where none was. */
interface AnswerTimes {
  answered: number;
  half: number | undefined;
  most: number | undefined;
}

/** The asks for a person that led to a desk, and its tickets. */
interface DeskRow extends AnswerTimes {
  desk: string;
  asks: number;
  contactShown: number;
  tickets: number;
  reopened: number;
}

/** The share of tickets that counts as most of them. */
const MOST = 0.9;

/** Returns the report over the counts of weeks, given in the same order. */
export function reportOf(
  weeks: readonly string[],
  counts: readonly WeekCounts[],
  { guide, network }: Pick<Content, 'guide' | 'network'>,
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
    asksForPerson: byWeek.map(({ week, counts: { 'person-asked': asks = {}, 'contact-shown': shown } }) => ({
      week,
      asked: totalOf(becauseOf(asks, 'asked')),
      notHelped: totalOf(becauseOf(asks, 'not-helped')),
      notUnderstood: totalOf(becauseOf(asks, 'not-understood')),
      contactShown: totalOf(shown),
    })),
    handOvers: byWeek.map(
      ({ week, counts: { 'hand-over': handedOver = {}, 'ticket-reopened': reopened } }) => ({
        week,
        count: totalOf(handedOver),
        reopened: totalOf(reopened),
        byStep: Object.entries(handedOver).map(([step, count]) => ({ step, count })),
      }),
    ),
    answers: byWeek.map(({ week, counts: one }) => ({ week, ...answerTimes(one['first-answer']) })),
    desks: deskRows(Object.keys(network.contacts), total),
  };
}

function becauseOf(asks: Readonly<Record<string, number>>, because: AskedBecause): Record<string, number> {
  return Object.fromEntries(Object.entries(asks).filter(([of]) => of.endsWith(`/${because}`)));
}

function answerTimes(firstAnswers: Record<string, number> = {}): AnswerTimes {
  return {
    answered: totalOf(firstAnswers),
    half: minutesWithin(0.5, firstAnswers),
    most: minutesWithin(MOST, firstAnswers),
  };
}

function deskRows(inNetwork: readonly string[], total: (what: Counted) => Record<string, number>): DeskRow[] {
  const [asks, contactShown, sent, reopened, firstAnswers] = [
    total('person-asked'),
    total('contact-shown'),
    total('ticket-sent'),
    total('ticket-reopened'),
    total('first-answer'),
  ];
  const ofDesk = (counts: Record<string, number>, desk: string) =>
    Object.fromEntries(Object.entries(counts).filter(([of]) => deskOf(of) === desk));
  const counted = [asks, contactShown, sent, reopened, firstAnswers].flatMap(Object.keys).map(deskOf);
  const known = inNetwork.filter((desk) => counted.includes(desk));
  return [...new Set([...known, ...counted])].map((desk) => ({
    desk,
    asks: totalOf(ofDesk(asks, desk)),
    contactShown: contactShown[desk] ?? 0,
    tickets: sent[desk] ?? 0,
    reopened: reopened[desk] ?? 0,
    ...answerTimes(ofDesk(firstAnswers, desk)),
  }));
}

/** Returns the desk of a count, which may be of something of that desk. */
function deskOf(of: string): string {
  return of.split('/')[0] ?? of;
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
