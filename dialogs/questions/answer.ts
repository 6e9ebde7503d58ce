import type { Button } from '../../cards/elements.ts';
import { listAreas } from '../../src/content/content.ts';
import type { Question } from '../../src/content/schema/question-texts.ts';
import { rememberQuestion } from '../../src/conversation/state.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { indexOn, isSame, keyOf, pathOf, positionOf, stepOfKind } from '../../src/guide/path.ts';
import { stepOn } from '../../src/guide/progress.ts';
import { continueButtons, humanButton, linkButton, questionButton } from '../buttons.ts';
import { stepTitle } from '../labels.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { showMessage } from '../show-message.ts';
import { STUCK } from '../stuck.ts';

/** Answers a question of the content pack and shows the person's step again; `text` is their question as it may be stored. */
export async function answerQuestion(turn: Turn, id: string, text: string): Promise<void> {
  const stepFollows = stepOn(turn.state.progress) !== undefined;
  const question = turn.texts.questions[id];
  if (question?.answer) {
    rememberQuestion(turn.state, {
      card: await showAnswer(turn, id, question, stepFollows),
      text,
      intent: id,
    });
    turn.count('question-answered', id);
  }
  if (stepFollows) await showAgain(turn);
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

/** Shows the card of an answer; it has buttons into the guide only where no step follows it. */
function showAnswer(turn: Turn, id: string, question: Question, stepFollows: boolean): Promise<string> {
  return showMessage(turn, {
    kind: 'answer',
    title: turn.say(question.question),
    lines: [...(question.answer ?? []), ...question.inChat].map((line) =>
      turn.say(line, { areas: listAreas(turn.texts) }),
    ),
    links: question.links.map((link) => linkButton(turn, link)),
    options: related(turn, question).map((button) => ({ button })),
    buttons: [
      ...rating(turn, id),
      ...stepButtons(turn, question),
      ...(stepFollows ? [] : continueButtons(turn)),
      ...(question.handover ? [humanButton(turn)] : []),
    ],
  });
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
