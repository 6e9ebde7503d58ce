import { type Content, type Texts, textsOf } from '../../content/content.ts';
import { formatMessage } from '../../content/format-message.ts';
import type { Question } from '../../content/schema/question-texts.ts';
import type { Candidate } from '../../understanding/matcher.ts';
import type { Understand } from '../../understanding/understand.ts';
import type { AllAnswers, Answer, Suggest } from '../suggestion.ts';
import { extractReply } from './extract-reply.ts';
import { writtenAnswer } from './written-answer.ts';

/** A part of a mail alone has less to go by than all of it, so more is asked of it. */
const PART_FROM = 0.8;
/** Paragraphs, and items of a list. */
const BETWEEN_PARTS = /\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/;

/** Where links lead. */
export interface Doors {
  /** The address of the assistant, without a slash at its end. */
  base: string;
  /** The bot's id in Azure; missing where the assistant is not in Teams. */
  botId?: string | undefined;
}

/** Suggests answers for mails: only those that are as sure as what the assistant itself answers at once. */
export function suggestFor(content: Content, understand: Understand, doors: Doors): Suggest {
  return (text, language) => {
    const texts = textsOf(content, language);
    const words = extractReply(text);
    const sure = (part: string, from: number): Candidate[] => {
      const { outcome, candidates } = understand(part, texts.language);
      const [best] = candidates;
      const isAnswered = best !== undefined && texts.questions[best.intent]?.answer !== undefined;
      return outcome === 'answer' && isAnswered && best.confidence >= from ? [best] : [];
    };
    const found = new Map<string, number>();
    const parts = words.split(BETWEEN_PARTS).flatMap((part) => sure(part, PART_FROM));
    for (const { intent, confidence } of [...sure(words, 0), ...parts])
      found.set(intent, Math.max(found.get(intent) ?? 0, confidence));
    return [...found]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([intent, confidence]) => {
        const question = texts.questions[intent];
        return question
          ? [{ ...answerOf(content, texts, doors, intent, question), confidence: rounded(confidence) }]
          : [];
      });
  };
}

/** Gives every answer of a language; questions that only command the assistant have none. */
export function allAnswersOf(content: Content, doors: Doors): AllAnswers {
  return (language) => {
    const texts = textsOf(content, language);
    return Object.entries(texts.questions)
      .filter(([, { answer }]) => answer !== undefined)
      .map(([intent, question]) => answerOf(content, texts, doors, intent, question));
  };
}

function answerOf(
  content: Content,
  texts: Texts,
  { base, botId }: Doors,
  intent: string,
  question: Question,
): Answer {
  const { step } = question;
  const link = step === undefined ? `${base}/` : `${base}/?start=${step}`;
  const { shortName: network, name: networkName } = texts.network;
  return {
    intent,
    question: formatMessage(question.question, { network, networkName }, texts.language),
    answer: writtenAnswer(content, texts, question, link),
    link,
    ...(botId !== undefined && { teamsLink: teamsLink(botId, step) }),
  };
}

/** Teams can only put text into the box: the step is named there, and understood as it is. */
function teamsLink(botId: string, step: string | undefined): string {
  const chat = `https://teams.microsoft.com/l/chat/0/0?users=28:${botId}`;
  return step === undefined ? chat : `${chat}&message=${encodeURIComponent(`step ${step}`)}`;
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
