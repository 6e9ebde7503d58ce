import { type Content, hasAnswer, type Texts, textsOf } from '../../content/content.ts';
import { formatMessage } from '../../content/format-message.ts';
import type { Question } from '../../content/schema/question-texts.ts';
import { guidePageAddress } from '../../guide/guide-page.ts';
import type { Candidate } from '../../understanding/matcher.ts';
import type { Understand } from '../../understanding/understand.ts';
import type { AllAnswers, PreparedAnswer, Suggest } from '../suggestion.ts';
import { extractReply } from './extract-reply.ts';
import { writtenAnswer } from './written-answer.ts';

/** The confidence that a part of a mail needs: by itself it has less to go by than the whole. */
const PART_FROM = 0.8;
/** In characters: of the writer's own words, what follows is not read. */
const LONGEST_WORDS = 4000;
/** A mail with more paragraphs or items asks nothing new in the rest. */
const MOST_PARTS = 30;
/** The gaps between paragraphs and between items of a list. */
const BETWEEN_PARTS = /\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/;

/** The addresses under which an answer's links open the assistant. */
export interface EntryPoints {
  /** The address of the assistant, without a trailing slash. */
  base: string;
  /** The bot's id in Azure; missing where the assistant is not in Teams. */
  botId?: string | undefined;
}

/** Returns the function that suggests answers for mails: only those as sure as what the assistant itself answers at once. */
export function suggestFor(content: Content, understand: Understand, entryPoints: EntryPoints): Suggest {
  return (text, language) => {
    const texts = textsOf(content, language);
    const words = extractReply(text).slice(0, LONGEST_WORDS);
    const sure = (part: string, from: number): Candidate[] => {
      const { outcome, candidates } = understand(part, texts.language);
      const [best] = candidates;
      const isAnswered = best !== undefined && hasAnswer(texts.questions[best.intent]);
      return outcome === 'answer' && isAnswered && best.confidence >= from ? [best] : [];
    };
    const found = new Map<string, number>();
    const parts = words.split(BETWEEN_PARTS).filter((part) => /\p{L}/u.test(part));
    // A mail of one part has been read as a whole.
    const inParts =
      parts.length > 1 ? parts.slice(0, MOST_PARTS).flatMap((part) => sure(part, PART_FROM)) : [];
    for (const { intent, confidence } of [...sure(words, 0), ...inParts])
      found.set(intent, Math.max(found.get(intent) ?? 0, confidence));
    return [...found]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([intent, confidence]) => {
        const question = texts.questions[intent];
        return question
          ? [{ ...answerOf(content, texts, entryPoints, intent, question), confidence: rounded(confidence) }]
          : [];
      });
  };
}

/** Returns the function that lists every answer of a language; questions that only command the assistant have none. */
export function allAnswersOf(content: Content, entryPoints: EntryPoints): AllAnswers {
  return (language) => {
    const texts = textsOf(content, language);
    return Object.entries(texts.questions)
      .filter(([, question]) => hasAnswer(question))
      .map(([intent, question]) => answerOf(content, texts, entryPoints, intent, question));
  };
}

function answerOf(
  content: Content,
  texts: Texts,
  { base, botId }: EntryPoints,
  intent: string,
  question: Question,
): PreparedAnswer {
  const { step } = question;
  const link = step === undefined ? `${base}/` : `${base}/?start=${step}`;
  const { shortName: network, name: networkName } = texts.network;
  return {
    intent,
    question: formatMessage(question.question, { network, networkName }, texts.language),
    answer: writtenAnswer(content, texts, question, { chat: link, guide: guidePageAddress(base, {}) }),
    link,
    ...(botId !== undefined && { teamsLink: teamsLink(botId, step) }),
  };
}

/** Returns a link into Teams. It can only prefill the message box: the text names the step, which the assistant understands. */
function teamsLink(botId: string, step: string | undefined): string {
  const chat = `https://teams.microsoft.com/l/chat/0/0?users=28:${botId}`;
  return step === undefined ? chat : `${chat}&message=${encodeURIComponent(`step ${step}`)}`;
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
