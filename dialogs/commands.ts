import { isDeepStrictEqual } from 'node:util';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Command } from '../src/content/command-texts.ts';
import { missingChoice } from '../src/guide/choices.ts';
import type { Act } from '../src/turn/submit.ts';
import type { Turn } from '../src/turn/turn.ts';
import { isAdding } from './add-to-ticket.ts';
import { showWhereTheyAre } from './enter.ts';
import { draftOn, isHandingOver, showDraft } from './hand-over.ts';
import { showHelp } from './help.ts';
import { perform } from './perform.ts';
import { problemOn } from './stuck.ts';
import { showWelcome, showWelcomeBack } from './welcome.ts';
import { stepTitle, tally } from './words.ts';

/** What the typed commands do that have a button. */
const ACTS: Partial<Record<Command, Act>> = {
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
export type Obeyed = 'moved' | 'told' | 'meaningless';

/** Whether words that are a command elsewhere say what is wrong: there the person was asked what the helpdesk should know. */
export function isForHelpdesk(dc: DialogContext, command: Command | undefined): boolean {
  return (command === 'stuck' || command === 'failed') && (isHandingOver(dc) || isAdding(dc));
}

/** Obeys a typed command; where it does what a button of the newest card does, it counts as that button's name. */
export async function obey(turn: Turn, dc: DialogContext, command: Command): Promise<Obeyed> {
  const begun = turn.talk.progress.position !== undefined;
  const tell = command === 'start' && begun ? greetAgain : TELLING[command];
  if (tell) {
    await tell(turn, dc);
    return 'told';
  }
  const act = actFor(turn, dc, command);
  if (!act) return 'meaningless';
  const card = turn.talk.lastCard?.buttons.find((button) => isDeepStrictEqual(button.act, act))?.card;
  await perform(turn, dc, act);
  turn.act = act;
  turn.pressed = card;
  return 'moved';
}

function actFor(turn: Turn, dc: DialogContext, command: Command): Act | undefined {
  const outcome = problemOn(dc) === undefined ? undefined : OUTCOMES[command];
  if (outcome) return { action: 'choose', what: 'outcome', value: outcome };
  // Where nothing waits to be sent, "send" is a word like any other.
  if (isHandingOver(dc) || isAdding(dc)) {
    if (command === 'send' || command === 'yes') return { action: 'send' };
    if (command === 'no' || command === 'cancel') return { action: 'resume' };
  }
  const cards = ABOUT_THE_STEP[command];
  if (cards && !cards.includes(turn.talk.lastCard?.kind ?? '')) return { action: 'resume' };
  return ACTS[command];
}

function greetAgain(turn: Turn): Promise<void> {
  return turn.talk.progress.position ? showWelcomeBack(turn) : showWelcome(turn);
}

async function sayWhere(turn: Turn, dc: DialogContext): Promise<void> {
  const { position } = turn.talk.progress;
  if (position) {
    const values = { step: stepTitle(turn, position), ...tally(turn) };
    turn.notice(turn.say(turn.texts.messages.notices.whereNow, values));
  }
  await showWhereTheyAre(turn, dc);
}

async function acknowledge(turn: Turn, dc: DialogContext): Promise<void> {
  const draft = draftOn(dc);
  if (draft) return showDraft(turn, dc, draft);
  const { progress } = turn.talk;
  const { notices } = turn.texts.messages;
  const missing = missingChoice(progress);
  if (progress.position && !progress.finished && !progress.paused) {
    turn.notice(turn.say(missing ? notices.chooseFirst[missing] : notices.acknowledged));
  }
  await showWhereTheyAre(turn, dc);
}
