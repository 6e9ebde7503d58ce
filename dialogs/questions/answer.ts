import type { Button } from '../../cards/elements.ts';
import { hasAnswer, listAreas } from '../../src/content/content.ts';
import type { Question } from '../../src/content/schema/question-texts.ts';
import { rememberQuestion, type Topic } from '../../src/conversation/state.ts';
import { rememberTopic, topicOf } from '../../src/conversation/topic.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { indexOn, isSame, keyOf, pathOf, positionOf, stepOfKind } from '../../src/guide/path.ts';
import { stepOn } from '../../src/guide/progress.ts';
import { continueButtons, humanButton, linkButton, questionButton } from '../buttons.ts';
import { firstSentences } from '../first-sentences.ts';
import { stepTitle } from '../labels.ts';
import { lastingOf } from '../lasting.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { STUCK } from '../stuck.ts';

/** The buttons of an answer besides its rating. */
const MOST_WAYS_ON = 2;

/** The questions to offer where an answer does not help. */
const MOST_OTHERS = 3;

/**
 * Answers questions of the content pack and shows the person's step again; `text` is their question as it may be stored,
 * `others` are the questions that it may mean instead, and `offered` those among which these were chosen.
 */
export async function answerQuestions(
  turn: Turn,
  ids: readonly string[],
  text: string,
  { others, offered }: Partial<Pick<Topic, 'others' | 'offered'>> = {},
): Promise<void> {
  const stepFollows = stepOn(turn.state.progress) !== undefined;
  const before = topicOf(turn)?.intent;
  for (const id of ids) {
    const question = turn.texts.questions[id];
    if (!hasAnswer(question)) continue;
    const card = await showAnswer(turn, id, question, stepFollows);
    // Where it asks back, the words go on to the answer that is chosen.
    const intent = question.ask ? undefined : id;
    rememberQuestion(turn.state, { card, text, ...(intent && { intent }) });
    const next = new Set([...(others ?? []), ...question.related]);
    const known = [...next].filter((other) => !ids.includes(other) && hasAnswer(turn.texts.questions[other]));
    rememberTopic(turn, { card, text, intent, others: intent ? known.slice(0, MOST_OTHERS) : [], offered });
    turn.count('question-answered', id);
  }
  // Who gets the same answer twice may need a person.
  if (stepFollows) await showAgain(turn, { offerHelpdesk: before !== undefined && ids.includes(before) });
}

/** Shows again what a question interrupted: the list of problems, or the step in short. */
export function showAgain(turn: Turn, options: { offerHelpdesk?: boolean } = {}): Promise<void> {
  if (turn.dc.activeDialog?.id === STUCK) return begin(turn, STUCK);
  return showCurrentStep(turn, { ...options, short: true });
}

/** Returns a button for the step that a question is about; none where the person is there. */
export function stepButtons(turn: Turn, question: Question | undefined): Button[] {
  if (question?.step === undefined) return [];
  const step = positionOf(question.step);
  const { guide } = turn.content;
  const path = pathOf(guide, turn.state.progress.choices.method);
  // A step of another method is reached by choosing that method first.
  const target = indexOn(path, step) >= 0 ? step : stepOfKind(guide, 'choose-method');
  if (!target || isSame(stepOn(turn.state.progress), target)) return [];
  const title = turn.say(turn.texts.messages.answer.takeMeThere, { step: stepTitle(turn, target) });
  return [{ title, data: { action: 'choose', what: 'visit', value: keyOf(target) } }];
}

/** Shows the card of an answer, or of the question that it asks back. */
function showAnswer(turn: Turn, id: string, question: Question, stepFollows: boolean): Promise<string> {
  const { answer = [], ask, inChat, links } = question;
  const lines = [...answer, ...inChat].map((line) =>
    turn.say(line, { areas: listAreas(turn.texts), ...lastingOf(turn) }),
  );
  // An answer that asks back has said nothing yet.
  if (!ask) turn.tell({ question: id }, firstSentences(lines, turn.texts.language));
  return showMessage(turn, {
    kind: 'answer',
    title: turn.say(question.question),
    lines,
    pages: links.map((link) => linkButton(turn, link)),
    ...(ask && { question: turn.say(ask.question) }),
    buttons: ask
      ? [...choices(turn, ask), humanButton(turn)]
      : [...waysOn(turn, question, stepFollows), ...rating(turn, id)],
  });
}

function choices(turn: Turn, ask: NonNullable<Question['ask']>): Button[] {
  return ask.choices.map(({ title, says, question }) => ({
    title: turn.say(title),
    says: says.map((words) => turn.say(words)),
    data: { action: 'choose', what: 'question', value: question },
  }));
}

/** Returns the ways on from an answer, the best first: more would not be read. */
function waysOn(turn: Turn, question: Question, stepFollows: boolean): Button[] {
  const ways = [
    ...(question.handover ? [humanButton(turn)] : []),
    ...(stepFollows ? [] : continueButtons(turn).slice(0, 1)),
    ...stepButtons(turn, question),
    ...related(turn, question),
  ];
  return ways.slice(0, MOST_WAYS_ON);
}

function related(turn: Turn, { related: ids }: Question): Button[] {
  return ids.filter((id) => hasAnswer(turn.texts.questions[id])).map((id) => questionButton(turn, id));
}

function rating(turn: Turn, question: string): Button[] {
  const { answer } = turn.texts.messages;
  return [
    { title: turn.say(answer.helpful), data: { action: 'rate', question, helpful: true } },
    { title: turn.say(answer.unhelpful), data: { action: 'rate', question, helpful: false } },
  ];
}
