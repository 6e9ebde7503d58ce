import { join } from 'node:path';
import { questionFile } from '../content/pack-files.ts';
import type { Understand } from '../understanding/understand.ts';
import type { Feedback } from './feedback.ts';
import { groupQuestions, unknownQuestions } from './unknown-questions.ts';

/** The number of files named for a question that was not known. */
const NEAREST = 3;

type Asked = Feedback & { text: string };

/** Returns the editors' report: questions that were not known and answers that did not help, the newest first, alike ones together. */
export async function questionReport(
  feedback: readonly Feedback[],
  understand: Understand,
  folder: string,
): Promise<string> {
  const newest = [...feedback].sort((a, b) => b.at.localeCompare(a.at));
  const unknown = unknownQuestions(newest, understand);
  const unhelpful = newest.filter(({ kind }) => kind === 'unhelpful');
  const lines = [
    heading('Questions the assistant could not answer', unknown.length),
    ...(await groupQuestions(unknown)).map((group) => describeUnknown(group, understand, folder)),
    '',
    heading('Answers that did not help', unhelpful.length),
    ...byIntent(unhelpful).map(([intent, rated]) => describeUnhelpful(intent, rated, newest, folder)),
  ];
  if (unknown.length > 0)
    lines.push(
      '',
      `To teach the assistant a question, open the file of the question it belongs to (the most likely ones are named above) and add it as`,
      `one more line under "examples: |". What the assistant should decline goes into a file of ${folder}/<language>/out-of-scope/.`,
      'Then restart the assistant.',
    );
  return lines.join('\n');
}

function heading(what: string, count: number): string {
  return `${what}: ${count === 0 ? 'none' : count}`;
}

function describeUnknown(group: Asked[], understand: Understand, folder: string): string {
  const [first, ...others] = group;
  if (!first) return '';
  const likely = understand(first.text, first.language, first.step ?? undefined).candidates.slice(0, NEAREST);
  const alsoAsked = new Set(others.map(({ text }) => text).filter((text) => text !== first.text));
  const files = likely.map(({ intent }) => fileOf(folder, first.language, intent));
  return [
    '',
    `${group.length} × "${first.text}" (${first.at.slice(0, 10)}${first.step ? `, at ${first.step}` : ''})`,
    ...(alsoAsked.size > 0 ? [`    also: ${[...alsoAsked].map((text) => `"${text}"`).join(' · ')}`] : []),
    `    nearest: ${files.join(', ') || 'no question'}`,
  ].join('\n');
}

function byIntent(rated: readonly Feedback[]): [string, Feedback[]][] {
  return Object.entries(Object.groupBy(rated, ({ intent }) => intent ?? '')) as [string, Feedback[]][];
}

function describeUnhelpful(
  intent: string,
  rated: readonly Feedback[],
  all: readonly Feedback[],
  folder: string,
): string {
  const liked = all.filter((one) => one.kind === 'helpful' && one.intent === intent).length;
  const asked = rated.flatMap(({ text }) => (text ? [`"${text}"`] : []));
  return [
    '',
    `${rated.length} × 👎, ${liked} × 👍: ${fileOf(folder, rated[0]?.language ?? '', intent)}`,
    ...(asked.length > 0 ? [`    asked as: ${asked.join(' · ')}`] : []),
  ].join('\n');
}

function fileOf(folder: string, language: string, intent: string): string {
  return join(folder, questionFile(language, intent));
}
