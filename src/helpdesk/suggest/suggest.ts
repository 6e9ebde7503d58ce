import { type Content, hasAnswer, nearestLanguage, type Texts, textsOf } from '../../content/content.ts';
import { formatMessage } from '../../content/format-message.ts';
import type { Question } from '../../content/schema/question-texts.ts';
import { guidePageAddress } from '../../guide/guide-page.ts';
import { mailReader } from '../../mail-reading/read-mail.ts';
import type { Match } from '../../understanding/matcher.ts';
import type { Understand } from '../../understanding/understand.ts';
import type { AllAnswers, NoSuggestion, PreparedAnswer, Suggest, Suggested } from '../suggestion.ts';
import { partsOf, withoutGreeting } from './mail-parts.ts';
import { writtenAnswer } from './written-answer.ts';

/** The confidence that a mail needs as a whole, and that a part of it needs: by itself it has less to go by. */
const WHOLE_FROM = 0.8;
const PART_FROM = 0.9;
/** The confidence that one question among several sentences needs, and the one that its paragraph gives it at least. */
const QUESTION_FROM = 0.95;
const QUESTION_IN_PART_FROM = 0.01;
/** The confidence that any other sentence needs, and the one that the whole mail gives it at least: much is told on the way. */
const SENTENCE_FROM = 0.9;
const SENTENCE_IN_WHOLE_FROM = 0.1;
/** In words: a shorter sentence that asks nothing is a name or a greeting. */
const SHORTEST_SENTENCE = 4;
/** In words: a shorter subject names a thing, and says nothing of it. */
const SHORTEST_SUBJECT = 3;
/** The confidence from which a question beside an answer is about something else: most only ask the same again. */
const OTHER_FROM = 0.4;

/** The addresses under which an answer's links open the assistant. */
export interface EntryPoints {
  /** The address of the assistant, without a trailing slash. */
  base: string;
  /** The bot's id in Azure; missing where the assistant is not in Teams. */
  botId?: string | undefined;
}

/** What was found in the words of one person. */
interface Found {
  /** By intent: how sure it is that it is asked. */
  answers: Map<string, number>;
  /** Questions without an answer. */
  open: string[];
  /** True where something of ours is asked, without it being clear what. */
  isUnclear: boolean;
}

/** Returns the function that suggests answers for mails. They have to be surer than in the chat, where a person says at once what is wrong. */
export function suggestFor(content: Content, understand: Understand, entryPoints: EntryPoints): Suggest {
  // No mail may ever come, and the start does without what it takes.
  let readMail: ReturnType<typeof mailReader> | undefined;
  return (mail, asked) => {
    readMail ??= mailReader(content.mailReading);
    const { automatic, ownText, forwardedText, subject, isSubjectOfOther, language } = readMail(mail);
    const isSpoken = language === undefined || content.languages.has(language);
    const texts = textsOf(content, nearestLanguage(content, asked ?? language));
    const none = (reason: NoSuggestion): Suggested => ({
      suggestions: [],
      reason,
      open: [],
      language: texts.language,
    });
    if (automatic) return none('automatic');
    if (!isSpoken) return none('language');
    const find = (words: string): Found =>
      findAnswers(words, (part) => understand(part, language ?? texts.language), texts);
    const inWords = ownText === '' ? undefined : find(ownText);
    // A subject counts where the rest does not say what is asked, and the writer chose it for this mail.
    const hasSubject = !isSubjectOfOther && subject.split(/\s+/).length >= SHORTEST_SUBJECT;
    const own = (inWords?.answers.size ?? 0) > 0 || !hasSubject ? inWords : find(`${subject}\n\n${ownText}`);
    // What is passed on counts where the one who passes it on asks nothing.
    const isAsked = own !== undefined && own.answers.size > 0;
    const found = isAsked || forwardedText === '' ? own : find(forwardedText);
    if (!found || found.answers.size === 0)
      return none(own?.isUnclear || found?.isUnclear ? 'not-sure' : 'declined');
    const suggestions = [...found.answers]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([intent, confidence]) => {
        const question = texts.questions[intent];
        return question
          ? [{ ...answerOf(content, texts, entryPoints, intent, question), confidence: rounded(confidence) }]
          : [];
      });
    return { suggestions, open: found.open, language: texts.language };
  };
}

/** A question that no answer was found for by itself. */
interface Unanswered {
  question: string;
  match: Match;
  /** True where the paragraph around it has an answer. */
  isBesideAnswer: boolean;
}

/** Finds what is asked in somebody's words: as a whole, by their paragraphs and items, and by their sentences. */
function findAnswers(written: string, understand: (part: string) => Match, texts: Texts): Found {
  const answers = new Map<string, number>();
  const answerIn = (
    part: string,
    from: number,
    isPossible: (intent: string) => boolean = () => true,
  ): { match: Match; isAnswered: boolean } => {
    const match = understand(part);
    const [best] = match.candidates;
    const isSure = match.outcome === 'answer' && best !== undefined && best.confidence >= from;
    if (!isSure || !isPossible(best.intent) || !hasAnswer(texts.questions[best.intent]))
      return { match, isAnswered: false };
    answers.set(best.intent, Math.max(answers.get(best.intent) ?? 0, best.confidence));
    return { match, isAnswered: true };
  };
  const words = withoutGreeting(written);
  const whole = answerIn(words, WHOLE_FROM);
  const parts = partsOf(words, texts.language);
  const unanswered: Unanswered[] = [];
  for (const { text, sentences } of parts) {
    // A mail of one part has been read as a whole.
    const part = parts.length > 1 ? answerIn(text, PART_FROM) : whole;
    for (const sentence of sentences.filter(isQuestion)) {
      const read =
        sentences.length > 1
          ? answerIn(sentence, QUESTION_FROM, isLikelyIn(part.match, QUESTION_IN_PART_FROM))
          : part;
      if (!read.isAnswered)
        unanswered.push({ question: sentence, match: read.match, isBesideAnswer: part.isAnswered });
    }
  }
  const isInWhole = isLikelyIn(whole.match, SENTENCE_IN_WHOLE_FROM);
  if (answers.size === 0 && whole.match.outOfScope === undefined)
    for (const { sentences } of parts.filter((part) => part.sentences.length > 1))
      for (const sentence of sentences)
        if (sentence.split(/\s+/).length >= SHORTEST_SENTENCE) answerIn(sentence, SENTENCE_FROM, isInWhole);
  return {
    answers,
    open: unanswered.filter((each) => isOther(each, answers)).map(({ question }) => question),
    isUnclear: whole.match.outcome !== 'none' || unanswered.some(({ match }) => match.outcome !== 'none'),
  };
}

/** Makes the check whether an intent is at least so likely in the text around a sentence. */
function isLikelyIn({ candidates }: Match, from: number): (intent: string) => boolean {
  return (intent) =>
    candidates.some((candidate) => candidate.intent === intent && candidate.confidence >= from);
}

function isQuestion(sentence: string): boolean {
  return sentence.trimEnd().endsWith('?');
}

/** Checks whether a question is about something else than the answers: many only ask "What shall I do?" after the trouble. */
function isOther({ match, isBesideAnswer }: Unanswered, answers: ReadonlyMap<string, number>): boolean {
  const [best] = match.candidates;
  if (match.outOfScope !== undefined) return true;
  if (match.outcome === 'none' || best === undefined || answers.has(best.intent)) return false;
  return !isBesideAnswer || best.confidence >= OTHER_FROM;
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
  const { language } = texts;
  const link = `${base}/?lang=${language}${step === undefined ? '' : `&start=${step}`}`;
  const { shortName: network, name: networkName } = texts.network;
  return {
    intent,
    question: formatMessage(question.question, { network, networkName }, language),
    answer: writtenAnswer(content, texts, question, {
      chat: link,
      guide: guidePageAddress(base, {}, language),
    }),
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
