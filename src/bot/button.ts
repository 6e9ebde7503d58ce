import { type CardAction, hasForm } from '../../cards/action.ts';
import type { NamedAction } from '../../cards/card.ts';
import { EARLIER_CARD, showEarlierCard } from '../../dialogs/earlier-card.ts';
import { makeStepActive } from '../../dialogs/show-current-step.ts';
import { showNotYours } from '../../dialogs/welcome.ts';
import type { Question } from '../content/schema/question-texts.ts';
import type { Press } from '../conversation/incoming-message.ts';
import { isRepeated, rememberPress } from '../conversation/state.ts';
import type { Turn } from '../conversation/turn.ts';
import { keyOf } from '../guide/path.ts';
import { isNameOf, matchName } from '../understanding/match-name.ts';
import { runAction } from './actions.ts';
import { runCommand } from './commands.ts';
import type { Decider, Decision } from './decider.ts';

/** Actions that move nobody in the guide, and so deactivate only their own card. */
const DEACTIVATING_OWN_CARD = new Set<CardAction['action']>([
  'ask',
  'human',
  'rate',
  'language',
  'ticket',
  'keep-ticket',
  'my-data',
  'delete-data',
]);

/** Takes the press of a button and its typed title; a press on an inactive card is explained. */
export const button: Decider = async (turn) => {
  const { incoming } = turn;
  if (incoming.kind === 'badSubmit') return answerStalePress(turn);
  if (incoming.kind === 'submit') return click(turn, incoming);
  if (incoming.kind !== 'text') return undefined;
  const named = typedButton(turn);
  return named && press(turn, { card: named.card, action: named.data });
};

/** Acts on a click, once where it was a double click. A card of the person's own step works whatever was shown since. */
async function click(turn: Turn, { card, action }: Press): Promise<Decision> {
  const { state } = turn;
  const now = Date.now();
  const isActive =
    state.activeCards.includes(card) || worksAnywhere(action) || isAfterErasure(turn, { card, action });
  if (isRepeated(state, { card, action }, now) && !(isActive && hasForm(action)))
    return { deactivate: 'none' };
  if (!isActive) {
    if (!showsOwnStep(turn, card)) return answerStalePress(turn);
    await makeStepActive(turn);
  }
  rememberPress(state, { card, action }, now);
  return press(turn, { card, action });
}

/** Checks whether an action means the same at any time, and may come from the page around the chat. */
function worksAnywhere({ action }: CardAction): boolean {
  return action === 'language';
}

/** Checks whether a card shows the step that the person is at. */
function showsOwnStep({ state, scope }: Turn, card: string): boolean {
  const { position, finished } = state.progress;
  if (!position || finished || scope.isShared) return false;
  return state.stepCards?.find((one) => one.card === card)?.step === keyOf(position);
}

/** Returns the button whose title is typed, or else the answer to a question asked back that is meant for certain. */
function typedButton({ state, message }: Turn): (NamedAction & { card: string }) | undefined {
  const buttons = state.lastCard?.buttons ?? [];
  const named = buttons.find(({ title }) => isNameOf(title, message.text));
  if (named) return named;
  const answers = buttons.flatMap((each, at) =>
    each.says ? [{ id: String(at), names: [each.title, ...each.says] }] : [],
  );
  const meant = matchName(message.text, answers);
  return meant.kind === 'one' ? buttons[Number(meant.id)] : undefined;
}

/**
 * Checks whether a press comes when nothing is kept any more: the one that erased it, delivered again, is confirmed again and
 * leaves nothing behind; the button below that confirmation begins anew.
 */
function isAfterErasure({ scope, state }: Turn, { action }: Press): boolean {
  const isFresh = !state.welcomed && state.processedIds.length === 0;
  return isFresh && !scope.isShared && (action.action === 'erase' || action.action === 'start');
}

/** Acts on a press of a button, or on words that stand for it. */
export async function press(turn: Turn, { card, action }: Press): Promise<Decision> {
  if (!DEACTIVATING_OWN_CARD.has(action.action) && !isAboutQuestions(action)) turn.state.misses = 0;
  const question = questionOf(turn, action);
  if (question?.command) {
    turn.state.misses = 0;
    turn.count('question-answered', question.id);
    const decision = await runCommand(turn, question.command);
    return { deactivate: 'earlier', press: decision?.press ?? { card, action } };
  }
  await runAction(turn, action, card);
  return { deactivate: deactivatedBy(action, question !== undefined), press: { card, action } };
}

/** Returns the cards to deactivate; after a question or a rating the other buttons of its card still work. */
function deactivatedBy({ action }: CardAction, isQuestion: boolean): Decision['deactivate'] {
  if (action === 'rate' || isQuestion) return 'none';
  return DEACTIVATING_OWN_CARD.has(action) ? 'pressed' : 'earlier';
}

function isAboutQuestions(action: CardAction): boolean {
  return action.action === 'choose' && (action.what === 'question' || action.what === 'none-of-these');
}

/** Returns the question of the content pack that a press chooses, if it chooses one. */
function questionOf(turn: Turn, action: CardAction): (Question & { id: string }) | undefined {
  if (action.action !== 'choose' || action.what !== 'question') return undefined;
  const { questions } = turn.texts;
  const question = Object.hasOwn(questions, action.value) ? questions[action.value] : undefined;
  return question && { ...question, id: action.value };
}

/** Tells, in short and once, where the person is after a press on a card of the past. */
async function answerStalePress(turn: Turn): Promise<Decision> {
  if (turn.scope.isShared) await showNotYours(turn);
  else if (turn.state.lastCard?.kind !== EARLIER_CARD) await showEarlierCard(turn);
  return { deactivate: 'none' };
}
