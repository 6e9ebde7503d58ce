import { isDeepStrictEqual } from 'node:util';
import type { CardAction } from '../../cards/action.ts';
import { EARLIER_CARD } from '../../dialogs/earlier-card.ts';
import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { draftOn, showDraft } from '../../dialogs/hand-over/hand-over.ts';
import { showHelp } from '../../dialogs/info-cards.ts';
import { countDone, nextTitle, stepTitle } from '../../dialogs/labels.ts';
import { confirmErasure } from '../../dialogs/own-data/erase-data.ts';
import { showOwnData } from '../../dialogs/own-data/show-data.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { problemOn } from '../../dialogs/stuck.ts';
import { showWelcome, showWelcomeBack } from '../../dialogs/welcome.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { missingChoice } from '../guide/choices.ts';
import { runAction } from './actions.ts';
import type { Decider, Decision } from './decider.ts';
import type { Meaning } from './meaning.ts';

/** The actions of the commands that have a button. */
const ACTIONS: Partial<Record<Command, CardAction>> = {
  start: { action: 'start' },
  next: { action: 'next' },
  back: { action: 'back' },
  stuck: { action: 'stuck' },
  skip: { action: 'skip' },
  restart: { action: 'restart' },
  resume: { action: 'resume' },
  human: { action: 'human' },
  ask: { action: 'ask' },
  ticket: { action: 'ticket' },
  'add-to-ticket': { action: 'add' },
  assistant: { action: 'assistant' },
  part: { action: 'choose', what: 'part' },
  cancel: { action: 'choose', what: 'pause' },
  worked: { action: 'next' },
  failed: { action: 'stuck' },
  'change-method': { action: 'choose', what: 'change', value: 'method' },
  'change-centre': { action: 'choose', what: 'change', value: 'centre' },
  'change-area': { action: 'choose', what: 'change', value: 'area' },
};

/** The outcomes that answer a remedy's "Did that help?". */
const OUTCOMES: Partial<Record<Command, string>> = {
  yes: 'solved',
  worked: 'solved',
  no: 'unsolved',
  failed: 'unsolved',
};

/** The actions of commands while a form waits for "Send it". */
const FORM_ANSWERS: Partial<Record<Command, CardAction>> = {
  send: { action: 'send' },
  yes: { action: 'send' },
  no: { action: 'resume' },
  cancel: { action: 'resume' },
};

/** The cards after which these commands mean the step; after any other card they first lead back to it. */
const ABOUT_THE_STEP: Partial<Record<Command, string[]>> = {
  next: ['step', EARLIER_CARD, 'suggestions', 'problems', 'remedy', 'summary'],
  worked: ['step', EARLIER_CARD, 'problems', 'remedy', 'summary'],
  skip: ['step', EARLIER_CARD, 'problems', 'remedy', 'summary'],
  back: ['step', EARLIER_CARD, 'suggestions', 'summary'],
};

/** Commands that move nobody in the guide: the buttons shown before still work. */
const INFORMING: Partial<Record<Command, (turn: Turn) => Promise<void>>> = {
  where: sayWhere,
  help: showHelp,
  greet: greetAgain,
  thanks: acknowledge,
  'my-data': showOwnData,
  'delete-data': confirmErasure,
};

/** Takes a message whose words are, as a whole, a command. */
export const commands: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text') return undefined;
  if (meaning.command === 'thanks') answerThanks(turn, meaning);
  const decision = meaning.command && (await runCommand(turn, meaning.command));
  if (decision) turn.state.misses = 0;
  return decision;
};

/**
 * Runs a typed command. One that does the same as a button of the newest card counts as a press of that button. Undefined
 * where the command has no meaning at the moment.
 */
export async function runCommand(turn: Turn, command: Command): Promise<Decision | undefined> {
  const isBegun = turn.state.progress.position !== undefined;
  const inform = command === 'start' && isBegun ? greetAgain : INFORMING[command];
  if (inform) {
    await inform(turn);
    return { deactivate: 'none' };
  }
  const action = actionFor(turn, command);
  if (!action) return undefined;
  const named = turn.state.lastCard?.buttons.find(({ data }) => isDeepStrictEqual(data, action));
  await runAction(turn, action);
  return { deactivate: 'earlier', ...(named && { press: { card: named.card, action } }) };
}

/** Returns the action that a command stands for at the moment. */
function actionFor(turn: Turn, command: Command): CardAction | undefined {
  const outcome = OUTCOMES[command];
  if (outcome && problemOn(turn) !== undefined) return { action: 'choose', what: 'outcome', value: outcome };
  // Without a form to send, "send" and "yes" are ordinary words.
  const formAnswer = FORM_ANSWERS[command];
  if (formAnswer && isWritingToHelpdesk(turn)) return formAnswer;
  const cards = ABOUT_THE_STEP[command];
  if (cards && !cards.includes(turn.state.lastCard?.kind ?? '')) return { action: 'resume' };
  return ACTIONS[command];
}

function greetAgain(turn: Turn): Promise<void> {
  return turn.state.progress.position ? showWelcomeBack(turn) : showWelcome(turn);
}

async function sayWhere(turn: Turn): Promise<void> {
  const { position } = turn.state.progress;
  if (position) {
    const values = { step: stepTitle(turn, position), ...countDone(turn) };
    turn.notice(turn.say(turn.texts.messages.notices.whereNow, values));
  }
  await showCurrentStep(turn);
}

/** Answers thanks before the guide has begun: there is no step yet to go on with. Nods such as "ok" need no answer. */
function answerThanks(turn: Turn, { findTicketWish }: Meaning): void {
  if (turn.state.progress.position || turn.scope.isShared) return;
  const isThanks = findTicketWish(turn.message.toUnderstand) === 'thanks';
  if (isThanks) turn.notice(turn.say(turn.texts.messages.notices.welcomeThanks));
}

async function acknowledge(turn: Turn): Promise<void> {
  const draft = draftOn(turn);
  if (draft) return showDraft(turn, draft);
  const { progress } = turn.state;
  const { notices } = turn.texts.messages;
  const missing = missingChoice(turn.content.guide, progress);
  if (progress.position && !progress.finished && !progress.paused) {
    const next = nextTitle(turn, progress.position);
    turn.notice(turn.say(missing ? notices.chooseFirst[missing] : notices.acknowledged, { next }));
  }
  await showCurrentStep(turn);
}
