import type { Button } from '../cards/elements.ts';
import { messageCard } from '../cards/message.ts';
import { listAreas } from '../src/content/content.ts';
import type { Question } from '../src/content/schema/question-texts.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { CHOICE_STEPS } from '../src/guide/choices.ts';
import { indexOn, pathOf } from '../src/guide/path.ts';
import { isSame, keyOf, type Position, positionOf } from '../src/guide/position.ts';
import { stepOn } from '../src/guide/progress.ts';
import { continueButtons } from './continue-buttons.ts';
import { linkButton } from './show-step.ts';
import { askOrHuman } from './welcome.ts';
import { guidePosition, stepTitle } from './words.ts';

/**
 * Answers a question of the content pack, with the way to the step it is about. The way back to the person's own step
 * is on the card only where the step is not shown again below it. Tells the card's id; undefined for a question without
 * an answer.
 */
export async function showAnswer(turn: Turn, id: string, stepFollows: boolean): Promise<string | undefined> {
  const question = turn.texts.questions[id];
  if (!question?.answer) return undefined;
  const step = question.step === undefined ? undefined : positionOf(question.step);
  const card = messageCard({
    kind: 'answer',
    notices: turn.takeNotices(),
    title: turn.say(question.question),
    lines: [...question.answer, ...question.inChat].map((line) =>
      turn.say(line, { areas: listAreas(turn.texts) }),
    ),
    links: question.links.map((link) => linkButton(turn, link)),
    options: related(turn, question).map((button) => ({ button })),
    buttons: [
      ...rating(turn, id),
      ...wayTo(turn, step),
      ...(stepFollows ? [] : continueButtons(turn)),
      ...desk(turn, question),
    ],
  });
  await turn.reply(card, guidePosition(turn));
  return card.id;
}

/** Answers what was thought of an answer: the one press counts, and the way to its step stays open. */
export async function showRated(turn: Turn, id: string, helpful: boolean): Promise<void> {
  const { answer } = turn.texts.messages;
  const step = turn.texts.questions[id]?.step;
  const target = step === undefined ? undefined : positionOf(step);
  const card = messageCard({
    kind: 'rated',
    notices: turn.takeNotices(),
    title: turn.say(helpful ? answer.thanks : answer.sorry),
    buttons: [...continueButtons(turn), ...wayTo(turn, target), ...(helpful ? [] : askOrHuman(turn))],
  });
  await turn.reply(card, guidePosition(turn));
}

/** A button that asks a question of the content pack. */
export function questionButton(turn: Turn, id: string): Button {
  const title = turn.say(turn.texts.questions[id]?.question ?? id);
  return { title, data: { action: 'choose', what: 'question', value: id } };
}

function related(turn: Turn, { related: ids }: Question): Button[] {
  return ids.filter((id) => turn.texts.questions[id]?.answer).map((id) => questionButton(turn, id));
}

function rating(turn: Turn, question: string): Button[] {
  const { answer } = turn.texts.messages;
  return [
    { title: turn.say(answer.helpful), data: { action: 'rate', question, helpful: true } },
    { title: turn.say(answer.unhelpful), data: { action: 'rate', question, helpful: false } },
  ];
}

/** Another method's steps are not on the person's path: the way there begins at the choice of the method. */
function wayTo(turn: Turn, step: Position | undefined): Button[] {
  if (!step) return [];
  const path = pathOf(turn.content.guide, turn.state.progress.choices.method);
  const target = indexOn(path, step) >= 0 ? step : CHOICE_STEPS.method;
  if (indexOn(path, target) < 0 || isSame(stepOn(turn.state.progress), target)) return [];
  const title = turn.say(turn.texts.messages.answer.takeMeThere, { step: stepTitle(turn, target) });
  return [{ title, data: { action: 'choose', what: 'visit', value: keyOf(target) } }];
}

function desk(turn: Turn, { handover }: Question): Button[] {
  return handover ? [{ title: turn.say(turn.texts.messages.buttons.human), data: { action: 'human' } }] : [];
}
