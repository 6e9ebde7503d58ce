import type { CardAction } from '../../cards/action.ts';
import type { NamedAction } from '../../cards/card.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { showNotYours } from '../../dialogs/welcome.ts';
import type { Question } from '../content/schema/question-texts.ts';
import type { Press } from '../conversation/incoming-message.ts';
import type { Turn } from '../conversation/turn.ts';
import { isNameOf, matchName } from '../understanding/match-name.ts';
import { runAction } from './actions.ts';
import { runCommand } from './commands.ts';
import type { Decider, Decision } from './decider.ts';

/** Actions that move nobody in the guide, and so deactivate only their own card. */
const DEACTIVATING_OWN_CARD = new Set<CardAction['action']>([
  'ask',
  'human',
  'rate',
  'ticket',
  'my-data',
  'delete-data',
]);

/** Takes the press of a button and its typed title; a press on an inactive card gets an explanation. */
export const button: Decider = async (turn) => {
  const { incoming } = turn;
  if (incoming.kind === 'badSubmit') return answerStalePress(turn);
  if (incoming.kind === 'submit') {
    const isActive = turn.state.activeCards.includes(incoming.card) || isAfterErasure(turn, incoming);
    return isActive ? press(turn, incoming) : answerStalePress(turn);
  }
  if (incoming.kind !== 'text') return undefined;
  const named = typedButton(turn);
  return named && press(turn, { card: named.card, action: named.data });
};

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

async function press(turn: Turn, { card, action }: Press): Promise<Decision> {
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

async function answerStalePress(turn: Turn): Promise<Decision> {
  if (turn.scope.isShared) await showNotYours(turn);
  else {
    turn.warn(turn.say(turn.texts.messages.notices.stale));
    await showCurrentStep(turn, { short: true });
  }
  return { deactivate: 'none' };
}
