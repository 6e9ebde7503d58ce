import type { AnalyticsReport } from '../../../analytics/report.ts';
import { mondayOf } from '../../../analytics/week.ts';
import type { PageContext } from '../../layout.ts';
import { deskName, questionName, stepName } from '../names.ts';
import { barsOf, type Chart } from './chart.ts';
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
  const { say, pack } = context;
  const words = pack.learning.steps;
  const { shown, done, skipped, left, open, stuck, handOvers } = words;
  const columns = [pack.learning.numbers.step, shown, done, skipped, left, open, stuck, handOvers].map(
    (each) => say(each),
  );
  const rows = steps.map(
    (row) =>
      [
        placeName(context, row.step),
        row.shown,
        row.done,
        row.skipped,
        row.left,
        row.open,
        row.stuck,
        row.handOvers,
      ] as const,
  );
  const worst = steps.reduce((most, row) => (row.open > most.open ? row : most), { step: '', open: 0 });
  const alt =
    worst.open > 0
      ? say(words.alt, { step: placeName(context, worst.step), count: worst.open })
      : say(words.altNone);
  const stacks = { 2: 'ends', 3: 'ends', 4: 'ends', 5: 'ends', 6: 'stuck' };
  return {
    id: 'steps',
    ...headingsOf(context, words),
    alt,
    columns,
    rows,
    bars: barsOf(columns, rows, stacks, true),
  };
}

function askedChart(context: PageContext, { asked: weeks }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.asked;
  const { answered, askedBack, unknown, declined } = words;
  const columns = [pack.learning.numbers.week, answered, askedBack, unknown, declined].map((each) =>
    say(each),
  );
  const rows = weeks.map(
    (row) => [weekName(context, row.week), row.answered, row.askedBack, row.unknown, row.declined] as const,
  );
  const alt = say(words.alt, {
    answered: sum(weeks.map((row) => row.answered)),
    askedBack: sum(weeks.map((row) => row.askedBack)),
    unknown: sum(weeks.map((row) => row.unknown)),
  });
  const stacks = { 1: 'all', 2: 'all', 3: 'all', 4: 'all' };
  return {
    id: 'asked',
    ...headingsOf(context, words),
    alt,
    columns,
    rows,
    bars: barsOf(columns, rows, stacks, false),
  };
}

function questionsChart(context: PageContext, { questions: all }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.questions;
  const columns = [pack.learning.numbers.question, words.answered, words.suggested].map((each) => say(each));
  const rows = all.map((row) => [questionName(context, row.question), row.answered, row.suggested] as const);
  const [first] = all;
  const alt = first
    ? say(words.alt, {
        question: questionName(context, first.question),
        count: first.answered + first.suggested,
      })
    : '';
  const bars = barsOf(columns, rows.slice(0, MOST_BARS), { 1: 'all', 2: 'all' }, true);
  return { id: 'questions', ...headingsOf(context, words), alt, columns, rows, bars };
}

function ratingsChart(context: PageContext, { ratings: all }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.ratings;
  const columns = [pack.learning.numbers.question, words.helpful, words.unhelpful].map((each) => say(each));
  const rows = all.map((row) => [questionName(context, row.question), row.helpful, row.unhelpful] as const);
  const alt = say(words.alt, {
    helpful: sum(all.map((row) => row.helpful)),
    unhelpful: sum(all.map((row) => row.unhelpful)),
  });
  const bars = barsOf(columns, rows.slice(0, MOST_BARS), { 1: 'all', 2: 'all' }, true);
  return { id: 'ratings', ...headingsOf(context, words), alt, columns, rows, bars };
}

function asksForPersonChart(context: PageContext, { asksForPerson: weeks }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.asksForPerson;
  const { asked, notHelped, notUnderstood, contactShown } = words;
  const columns = [pack.learning.numbers.week, asked, notHelped, notUnderstood, contactShown].map((each) =>
    say(each),
  );
  const rows = weeks.map(
    (row) =>
      [weekName(context, row.week), row.asked, row.notHelped, row.notUnderstood, row.contactShown] as const,
  );
  const alt = say(words.alt, {
    count: sum(weeks.map((row) => row.asked + row.notHelped + row.notUnderstood)),
    contactShown: sum(weeks.map((row) => row.contactShown)),
  });
  const bars = barsOf(columns, rows, { 1: 'asks', 2: 'asks', 3: 'asks', 4: 'contact' }, false);
  return { id: 'asks-for-person', ...headingsOf(context, words), alt, columns, rows, bars };
}

/** The chart shows weeks; the table has a row for each step of a week as well. */
function handOversChart(context: PageContext, { handOvers: weeks }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.handOvers;
  const columns = [pack.learning.numbers.week, words.count, words.reopened].map((each) => say(each));
  const byWeek = weeks.map(
    ({ week, count, reopened }) => [weekName(context, week), count, reopened] as const,
  );
  const rows = weeks.flatMap(({ week, count, reopened, byStep }) => [
    [weekName(context, week), count, reopened] as const,
    ...byStep.map(
      (row) =>
        [`${weekName(context, week)} – ${placeName(context, row.step)}`, row.count, undefined] as const,
    ),
  ]);
  const alt = say(words.alt, {
    count: sum(weeks.map(({ count }) => count)),
    reopened: sum(weeks.map(({ reopened }) => reopened)),
  });
  const bars = barsOf(columns, byWeek, { 1: 'sent', 2: 'reopened' }, false);
  return { id: 'hand-overs', ...headingsOf(context, words), alt, columns, rows, bars };
}

function answersChart(context: PageContext, { answers: weeks }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.answers;
  const columns = [pack.learning.numbers.week, words.count, words.half, words.most].map((each) => say(each));
  const rows = weeks.map(
    ({ week, answered, half, most }) =>
      [weekName(context, week), answered, hours(half), hours(most)] as const,
  );
  const alt = say(words.alt, { count: sum(weeks.map(({ answered }) => answered)) });
  const bars = barsOf(columns, rows, { 2: 'half', 3: 'most' }, false);
  return { id: 'answers', ...headingsOf(context, words), alt, columns, rows, bars };
}

function desksChart(context: PageContext, { desks }: AnalyticsReport): Chart {
  const { say, pack } = context;
  const words = pack.learning.desks;
  const { desk, asks, contactShown, tickets, reopened, answered, half, most } = words;
  const columns = [desk, asks, contactShown, tickets, reopened, answered, half, most].map((each) =>
    say(each),
  );
  const rows = desks.map(
    (row) =>
      [
        deskName(context, pack, row.desk),
        row.asks,
        row.contactShown,
        row.tickets,
        row.reopened,
        row.answered,
        hours(row.half),
        hours(row.most),
      ] as const,
  );
  const alt = say(words.alt, { count: desks.length });
  const bars = barsOf(columns, rows, { 1: 'asks', 2: 'contact', 3: 'tickets', 4: 'reopened' }, true);
  return { id: 'desks', ...headingsOf(context, words), alt, columns, rows, bars };
}

function headingsOf(
  { say }: PageContext,
  { title, about, none }: { title: string; about: string; none: string },
): Pick<Chart, 'title' | 'about' | 'none'> {
  return { title: say(title), about: say(about), none: say(none) };
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
