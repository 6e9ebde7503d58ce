import type { Content, Texts } from './content.ts';
import type { Question } from './question-texts.ts';

/** Something an answer says that the texts of its step do not. */
export interface AnswerWarning {
  question: string;
  reason: string;
  fix: string;
}

const ADDRESS = /https?:\/\/[^\s)"]*[^\s).,"]/g;
const BUTTON = /\*\*(.+?)\*\*/g;
const NUMBER = /\d+(?:[.,]\d+)*/g;

/**
 * Looks for addresses, quoted buttons and numbers of answers that do not occur in what the step says, its problems'
 * remedies and its advisories included: one of the two is wrong then.
 */
export function checkAnswers(content: Content, texts: Texts): AnswerWarning[] {
  return Object.entries(texts.questions).flatMap(([id, question]) => {
    if (!question.answer || question.step === undefined) return [];
    const known = saidAt(content, texts, question.step, question);
    const said = question.answer.join('\n');
    return [
      ...missing(said, ADDRESS, known).map((what) => `the address ${what}`),
      ...missing(said.replace(ADDRESS, ''), BUTTON, known).map((what) => `the button "${what}"`),
      ...missing(said.replace(ADDRESS, ''), NUMBER, known).map((what) => `the number ${what}`),
    ].map((what) => ({
      question: id,
      reason: `${what} does not occur in the texts of the step ${question.step}`,
      fix: 'correct the answer or the step, or name another step',
    }));
  });
}

function missing(said: string, pattern: RegExp, known: string): string[] {
  const found = Array.from(said.matchAll(pattern), (match) => match[1] ?? match[0]);
  return [...new Set(found)].filter((what) => !known.includes(what.toLowerCase()));
}

/** Everything a person can read at the step, in small letters. */
function saidAt(content: Content, texts: Texts, key: string, question: Question): string {
  const [phase = '', id = ''] = key.split('/');
  const step = content.guide.phases.find((p) => p.id === phase)?.steps.find((s) => s.id === id);
  const problems = (step?.problems ?? []).map((problem) => texts.guide.problems[problem]);
  const advisories = content.advisories
    .filter(({ steps }) => steps.includes(key))
    .map((a) => texts.advisories[a.id]);
  const links = [...(step?.links ?? []), ...question.links].map((link) => [
    texts.guide.links[link],
    content.guide.links[link],
  ]);
  const areas = [texts.network.areas, texts.guide.methods];
  return JSON.stringify([
    texts.steps[phase]?.steps[id],
    problems,
    advisories,
    links,
    areas,
    question.question,
  ]).toLowerCase();
}
