import type { AnalyticsReport } from '../../../analytics/report.ts';
import { mondayOf } from '../../../analytics/week.ts';
import type { PageContext } from '../../layout.ts';
import { deskName, questionName, stepName } from '../names.ts';
import { type Chart, chartOf, type Row } from './chart.ts';
import { dayOf } from './context.ts';

/** The greatest number of questions that are drawn; the table has all of them. */
const MOST_BARS = 15;

/** Returns the charts of the numbers page, in order. */
export function chartsOf(context: PageContext, report: AnalyticsReport): Chart[] {
  return [
    visitsChart,
    askedChart,
    questionsChart,
    ratingsChart,
    asksForPersonChart,
    handOversChart,
    answersChart,
    desksChart,
  ].map((make) => make(context, report));
}

function visitsChart(context: PageContext, { steps }: AnalyticsReport): Chart {
  const words = context.pack.learning.steps;
  const { shown, done, skipped, left, open, stuck, handOvers } = words;
  const worst = steps.reduce((most, row) => (row.open > most.open ? row : most), { step: '', open: 0 });
  return chartOf(context, words, {
    id: 'steps',
    columns: [context.pack.learning.numbers.step, shown, done, skipped, left, open, stuck, handOvers],
    rows: steps.map((row) => [
      placeName(context, row.step),
      row.shown,
      row.done,
      row.skipped,
      row.left,
      row.open,
      row.stuck,
      row.handOvers,
    ]),
    alt:
      worst.open > 0
        ? context.say(words.alt, { step: placeName(context, worst.step), count: worst.open })
        : context.say(words.altNone),
    stacks: { 2: 'ends', 3: 'ends', 4: 'ends', 5: 'ends', 6: 'stuck' },
    isAcross: true,
  });
}

function askedChart(context: PageContext, { asked: weeks }: AnalyticsReport): Chart {
  const words = context.pack.learning.asked;
  const { answered, askedBack, unknown, declined } = words;
  return chartOf(context, words, {
    id: 'asked',
    columns: [context.pack.learning.numbers.week, answered, askedBack, unknown, declined],
    rows: weeks.map((row) => [
      weekName(context, row.week),
      row.answered,
      row.askedBack,
      row.unknown,
      row.declined,
    ]),
    alt: context.say(words.alt, {
      answered: sum(weeks.map((row) => row.answered)),
      askedBack: sum(weeks.map((row) => row.askedBack)),
      unknown: sum(weeks.map((row) => row.unknown)),
    }),
    stacks: { 1: 'all', 2: 'all', 3: 'all', 4: 'all' },
  });
}

function questionsChart(context: PageContext, { questions: all }: AnalyticsReport): Chart {
  const words = context.pack.learning.questions;
  const [first] = all;
  return chartOf(context, words, {
    id: 'questions',
    columns: [context.pack.learning.numbers.question, words.answered, words.suggested],
    rows: all.map((row) => [questionName(context, row.question), row.answered, row.suggested]),
    alt: first
      ? context.say(words.alt, {
          question: questionName(context, first.question),
          count: first.answered + first.suggested,
        })
      : '',
    stacks: { 1: 'all', 2: 'all' },
    isAcross: true,
    most: MOST_BARS,
  });
}

function ratingsChart(context: PageContext, { ratings: all }: AnalyticsReport): Chart {
  const words = context.pack.learning.ratings;
  return chartOf(context, words, {
    id: 'ratings',
    columns: [context.pack.learning.numbers.question, words.helpful, words.unhelpful],
    rows: all.map((row) => [questionName(context, row.question), row.helpful, row.unhelpful]),
    alt: context.say(words.alt, {
      helpful: sum(all.map((row) => row.helpful)),
      unhelpful: sum(all.map((row) => row.unhelpful)),
    }),
    stacks: { 1: 'all', 2: 'all' },
    isAcross: true,
    most: MOST_BARS,
  });
}

function asksForPersonChart(context: PageContext, { asksForPerson: weeks }: AnalyticsReport): Chart {
  const words = context.pack.learning.asksForPerson;
  const { asked, notHelped, notUnderstood, contactShown } = words;
  return chartOf(context, words, {
    id: 'asks-for-person',
    columns: [context.pack.learning.numbers.week, asked, notHelped, notUnderstood, contactShown],
    rows: weeks.map((row) => [
      weekName(context, row.week),
      row.asked,
      row.notHelped,
      row.notUnderstood,
      row.contactShown,
    ]),
    alt: context.say(words.alt, {
      count: sum(weeks.map((row) => row.asked + row.notHelped + row.notUnderstood)),
      contactShown: sum(weeks.map((row) => row.contactShown)),
    }),
    stacks: { 1: 'asks', 2: 'asks', 3: 'asks', 4: 'contact' },
  });
}

/** The chart shows weeks; the table has a row for each step of a week as well. */
function handOversChart(context: PageContext, { handOvers: weeks }: AnalyticsReport): Chart {
  const words = context.pack.learning.handOvers;
  const byWeek = weeks.map(
    ({ week, count, reopened, byStep }) => [[weekName(context, week), count, reopened], byStep] as const,
  );
  return chartOf(context, words, {
    id: 'hand-overs',
    columns: [context.pack.learning.numbers.week, words.count, words.reopened],
    rows: byWeek.flatMap(([row, byStep]) => [
      row,
      ...byStep.map(({ step, count }): Row => [`${row[0]} – ${placeName(context, step)}`, count, undefined]),
    ]),
    drawn: byWeek.map(([row]) => row),
    alt: context.say(words.alt, {
      count: sum(weeks.map(({ count }) => count)),
      reopened: sum(weeks.map(({ reopened }) => reopened)),
    }),
    stacks: { 1: 'sent', 2: 'reopened' },
  });
}

function answersChart(context: PageContext, { answers: weeks }: AnalyticsReport): Chart {
  const words = context.pack.learning.answers;
  return chartOf(context, words, {
    id: 'answers',
    columns: [context.pack.learning.numbers.week, words.count, words.half, words.most],
    rows: weeks.map(({ week, answered, half, most }) => [
      weekName(context, week),
      answered,
      hours(half),
      hours(most),
    ]),
    alt: context.say(words.alt, { count: sum(weeks.map(({ answered }) => answered)) }),
    stacks: { 2: 'half', 3: 'most' },
  });
}

function desksChart(context: PageContext, { desks }: AnalyticsReport): Chart {
  const words = context.pack.learning.desks;
  const { desk, asks, contactShown, tickets, reopened, answered, half, most } = words;
  return chartOf(context, words, {
    id: 'desks',
    columns: [desk, asks, contactShown, tickets, reopened, answered, half, most],
    rows: desks.map((row) => [
      deskName(context, context.pack, row.desk),
      row.asks,
      row.contactShown,
      row.tickets,
      row.reopened,
      row.answered,
      hours(row.half),
      hours(row.most),
    ]),
    alt: context.say(words.alt, { count: desks.length }),
    stacks: { 1: 'asks', 2: 'contact', 3: 'tickets', 4: 'reopened' },
    isAcross: true,
  });
}

function placeName(context: PageContext, step: string): string {
  const { numbers } = context.pack.learning;
  if (step === '') return context.say(numbers.noStep);
  const name = stepName(context, context.pack, step);
  return name === step ? context.say(numbers.gone, { id: step }) : name;
}

function weekName({ language }: PageContext, week: string): string {
  return dayOf(mondayOf(week), language);
}

/** Converts minutes to hours with one decimal, at least 0.1: a bar of length 0 would look like no ticket. */
function hours(minutes: number | undefined): number | undefined {
  return minutes === undefined ? undefined : Math.max(1, Math.round(minutes / 6)) / 10;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
