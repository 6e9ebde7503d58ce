import type { Content, Texts } from '../../content.ts';
import type { Question } from '../../schema/question-texts.ts';
import { linesOf } from './texts-inside.ts';

/** A fact in an answer that the texts of its step do not contain. */
export interface AnswerWarning {
  question: string;
  reason: string;
  fix: string;
}

const ADDRESS = /https?:\/\/[^\s)"]*[^\s).,"]|[^\s@"]+@[^\s@"]+\.[a-z]{2,}/giu;
const BUTTON = /\*\*(.+?)\*\*/gu;
/** A number with the word after it: "15 minutes" is not "15 times". The number of a version and the like, after a name in capitals, does not count. */
const NUMBER = /(?<![\p{L}\d]|\d[.,]|\p{Lu}{2} )\d+(?:[.,]\d+)*(?:[ -]\p{L}+)?/gu;

/**
 * Finds addresses, quoted buttons and numbers in answers that do not occur in the texts of the step, its problems'
 * remedies or its advisories: then one of the two is wrong. An answer without a step is compared with the whole guide.
 */
export function checkAnswers(content: Content, texts: Texts): AnswerWarning[] {
  return Object.entries(texts.questions).flatMap(([id, question]) => {
    const known = readableAt(content, texts, question);
    const own = linesOf([question.answer, question.ask?.question, question.inChat]);
    const kinds: [string, RegExp, (text: string) => string][] = [
      ['address', ADDRESS, (text) => text],
      ['button', BUTTON, withoutAddresses],
      ['number', NUMBER, withoutAddresses],
    ];
    return kinds.flatMap(([kind, pattern, part]) => {
      const there = new Set(found(pattern, part(known)));
      return [...new Set(found(pattern, part(own)))]
        .filter((what) => !there.has(what))
        .map((what) => ({
          question: id,
          reason: `the ${kind} "${what}" does not occur in ${question.step ? `the texts of the step ${question.step}` : 'the guide'}`,
          fix: 'correct the answer or the step, or name another step',
        }));
    });
  });
}

function found(pattern: RegExp, text: string): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0]);
}

function withoutAddresses(text: string): string {
  return text.replace(ADDRESS, ' ');
}

/** Returns everything a person can read at the question's step, or in the whole guide where it has none. */
function readableAt(content: Content, texts: Texts, question: Question): string {
  if (question.step === undefined)
    return linesOf([texts.steps, texts.guide, texts.advisories, texts.network]);
  const [phase = '', id = ''] = question.step.split('/');
  const step = content.guide.phases.find((p) => p.id === phase)?.steps.find((s) => s.id === id);
  const links = [...(step?.links ?? []), ...question.links];
  return linesOf([
    texts.steps[phase]?.steps[id],
    (step?.problems ?? []).map((problem) => texts.guide.problems[problem]),
    content.advisories
      .filter(({ steps }) => steps.includes(question.step ?? ''))
      .map(({ id, checked }) => [texts.advisories[id], checked]),
    links.map((link) => [texts.guide.links[link], content.guide.links[link]]),
  ]);
}
