import type { DialogContext } from 'botbuilder-dialogs';
import type { Command } from '../src/content/message-texts.ts';
import type { Act } from '../src/turn/submit.ts';
import type { Turn } from '../src/turn/turn.ts';
import { showWhereTheyAre } from './enter.ts';
import { showHelp } from './help.ts';
import { perform } from './perform.ts';
import { showWelcome, showWelcomeBack } from './welcome.ts';
import { stepTitle, tally } from './words.ts';

/** What the typed commands do that have a button. */
const ACTS: Partial<Record<Command, Act>> = {
  next: { action: 'next' },
  back: { action: 'back' },
  stuck: { action: 'stuck' },
  skip: { action: 'skip' },
  restart: { action: 'restart' },
  resume: { action: 'resume' },
  human: { action: 'human' },
  ask: { action: 'ask' },
  cancel: { action: 'choose', what: 'pause' },
  'change-method': { action: 'choose', what: 'change', value: 'method' },
  'change-centre': { action: 'choose', what: 'change', value: 'centre' },
  'change-area': { action: 'choose', what: 'change', value: 'area' },
};

/** Cards after which these words speak of the step; after any other card they first lead back to the step. */
const ABOUT_THE_STEP = {
  next: ['step', 'problems', 'remedy', 'summary'],
  skip: ['step', 'problems', 'remedy', 'summary'],
  back: ['step', 'summary'],
};

/** Obeys a typed command; true where the talk has moved on. */
export async function obey(turn: Turn, dc: DialogContext, command: Command): Promise<boolean> {
  switch (command) {
    case 'where':
      await sayWhere(turn, dc);
      return false;
    case 'help':
      await showHelp(turn);
      return false;
    case 'greet':
      await greetAgain(turn);
      return false;
    case 'start':
      if (turn.talk.progress.position) await greetAgain(turn);
      else await perform(turn, dc, { action: 'start' });
      return true;
    case 'next':
    case 'skip':
    case 'back':
      if (!ABOUT_THE_STEP[command].includes(turn.talk.lastCard?.kind ?? '')) {
        await perform(turn, dc, { action: 'resume' });
        return true;
      }
  }
  const act = ACTS[command];
  if (act) await perform(turn, dc, act);
  return true;
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
