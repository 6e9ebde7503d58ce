import { isDeepStrictEqual } from 'node:util';
import type { DialogContext } from 'botbuilder-dialogs';
import type { CardAction } from '../../cards/action.ts';
import { isAdding } from '../../dialogs/hand-over/add-to-ticket.ts';
import { draftOn, isHandingOver, showDraft } from '../../dialogs/hand-over/hand-over.ts';
import { showHelp } from '../../dialogs/help.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { problemOn } from '../../dialogs/stuck.ts';
import { showWelcome, showWelcomeBack } from '../../dialogs/welcome.ts';
import { stepTitle, tally } from '../../dialogs/words.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { missingChoice } from '../guide/choices.ts';
import { runAction } from './actions.ts';

/** What the typed commands do that have a button. */
const ACTS: Partial<Record<Command, CardAction>> = {
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
  assistant: { action: 'assistant' },
  part: { action: 'choose', what: 'part' },
  cancel: { action: 'choose', what: 'pause' },
  worked: { action: 'next' },
  failed: { action: 'stuck' },
  'change-method': { action: 'choose', what: 'change', value: 'method' },
  'change-centre': { action: 'choose', what: 'change', value: 'centre' },
  'change-area': { action: 'choose', what: 'change', value: 'area' },
};

/** Answers to a remedy's "Did that help?". */
const OUTCOMES: Partial<Record<Command, string>> = {
  yes: 'solved',
  worked: 'solved',
  no: 'unsolved',
  failed: 'unsolved',
};

/** Cards after which these words speak of the step; after any other card they first lead back to the step. */
const ABOUT_THE_STEP: Partial<Record<Command, string[]>> = {
  next: ['step', 'suggestions', 'problems', 'remedy', 'summary'],
  worked: ['step', 'problems', 'remedy', 'summary'],
  skip: ['step', 'problems', 'remedy', 'summary'],
  back: ['step', 'suggestions', 'summary'],
};

/** Commands that only tell something: the buttons that were there before still count. */
const TELLING: Partial<Record<Command, (turn: Turn, dc: DialogContext) => Promise<void>>> = {
  where: sayWhere,
  help: showHelp,
  greet: greetAgain,
  thanks: acknowledge,
};

/** What became of a command: the talk moved on, something was only told, or it means nothing at this moment. */
export type CommandOutcome = 'moved' | 'told' | 'meaningless';

/** Whether words that are a command elsewhere say what is wrong: there the person was asked what the helpdesk should know. */
export function isForHelpdesk(dc: DialogContext, command: Command | undefined): boolean {
  return (command === 'stuck' || command === 'failed') && (isHandingOver(dc) || isAdding(dc));
}

/** Obeys a typed command; where it does what a button of the newest card does, it counts as that button's name. */
export async function runCommand(turn: Turn, dc: DialogContext, command: Command): Promise<CommandOutcome> {
  const begun = turn.state.progress.position !== undefined;
  const tell = command === 'start' && begun ? greetAgain : TELLING[command];
  if (tell) {
    await tell(turn, dc);
    return 'told';
  }
  const act = actFor(turn, dc, command);
  if (!act) return 'meaningless';
  const card = turn.state.lastCard?.buttons.find((button) => isDeepStrictEqual(button.data, act))?.card;
  await runAction(turn, dc, act);
  turn.act = act;
  turn.pressed = card;
  return 'moved';
}

function actFor(turn: Turn, dc: DialogContext, command: Command): CardAction | undefined {
  const outcome = problemOn(dc) === undefined ? undefined : OUTCOMES[command];
  if (outcome) return { action: 'choose', what: 'outcome', value: outcome };
  // Where nothing waits to be sent, "send" is a word like any other.
  if (isHandingOver(dc) || isAdding(dc)) {
    if (command === 'send' || command === 'yes') return { action: 'send' };
    if (command === 'no' || command === 'cancel') return { action: 'resume' };
  }
  const cards = ABOUT_THE_STEP[command];
  if (cards && !cards.includes(turn.state.lastCard?.kind ?? '')) return { action: 'resume' };
  return ACTS[command];
}

function greetAgain(turn: Turn): Promise<void> {
  return turn.state.progress.position ? showWelcomeBack(turn) : showWelcome(turn);
}

async function sayWhere(turn: Turn, dc: DialogContext): Promise<void> {
  const { position } = turn.state.progress;
  if (position) {
    const values = { step: stepTitle(turn, position), ...tally(turn) };
    turn.notice(turn.say(turn.texts.messages.notices.whereNow, values));
  }
  await showCurrentStep(turn, dc);
}

async function acknowledge(turn: Turn, dc: DialogContext): Promise<void> {
  const draft = draftOn(dc);
  if (draft) return showDraft(turn, dc, draft);
  const { progress } = turn.state;
  const { notices } = turn.texts.messages;
  const missing = missingChoice(turn.content.guide, progress);
  if (progress.position && !progress.finished && !progress.paused) {
    turn.notice(turn.say(missing ? notices.chooseFirst[missing] : notices.acknowledged));
  }
  await showCurrentStep(turn, dc);
}
