import type { DialogContext } from 'botbuilder-dialogs';
import { CHOICE_STEPS, type Changeable, change } from '../src/guide/choices.ts';
import { indexOn, pathOf } from '../src/guide/path.ts';
import { keyOf, positionOf } from '../src/guide/position.ts';
import { begin, comeBack, goTo, visit as visitStep } from '../src/guide/walk.ts';
import type { Act } from '../src/turn/submit.ts';
import type { Turn } from '../src/turn/turn.ts';
import { addToTicket } from './add-to-ticket.ts';
import { showAsk } from './ask.ts';
import { enter, showWhereTheyAre } from './enter.ts';
import { draftOn, handOver } from './hand-over.ts';
import { goOn, stepBack } from './move.ts';
import { PART_DONE, startAt } from './part-done.ts';
import { answerChosen, noneOfThese, rate } from './question.ts';
import { send } from './send.ts';
import { fitted } from './settle.ts';
import { deskFor, STUCK, takeOutcome } from './stuck.ts';
import { showTicket } from './ticket.ts';
import { backToAssistant, writeToHelpdesk } from './with-helpdesk.ts';

/** Does what a button asks for; what only the dialog that is on understands is given to it. */
export async function perform(turn: Turn, dc: DialogContext, act: Act): Promise<void> {
  switch (act.action) {
    case 'start':
    case 'restart':
      return startOver(turn, dc);
    case 'resume':
      turn.talk.progress = { ...turn.talk.progress, paused: false };
      return showWhereTheyAre(turn, dc);
    case 'next':
      return goOn(turn, dc, 'done');
    case 'skip':
      return goOn(turn, dc, 'skipped');
    case 'back':
      return stepBack(turn, dc);
    case 'stuck':
      if (!turn.talk.progress.position) return handOver(turn, dc, undefined);
      turn.count('step-stuck', keyOf(turn.talk.progress.position));
      turn.talk.progress = { ...turn.talk.progress, paused: false };
      return enter(dc, STUCK);
    case 'ask':
      return showAsk(turn);
    case 'human':
      return handOver(turn, dc, draftOn(dc)?.desk ?? deskFor(turn, dc));
    case 'send':
      return send(turn, dc, act);
    case 'ticket':
      return showTicket(turn);
    case 'add':
      return addToTicket(turn, dc);
    case 'write':
      return writeToHelpdesk(turn);
    case 'assistant':
      return backToAssistant(turn, dc);
    case 'rate':
      return rate(turn, dc, act.question, act.helpful);
    case 'choose':
      return performChoice(turn, dc, act);
  }
}

async function performChoice(
  turn: Turn,
  dc: DialogContext,
  act: Extract<Act, { action: 'choose' }>,
): Promise<void> {
  if (act.what === 'part') return enter(dc, PART_DONE);
  if (act.what === 'pause') return pause(turn, dc);
  if (act.what === 'undo') return undo(turn, dc);
  if (act.what === 'return') return wayBack(turn, dc);
  if (act.what === 'none-of-these') return noneOfThese(turn, dc);
  if (act.what === 'change') return changeChoice(turn, dc, act.value);
  if (act.what === 'place') return goToPlace(turn, dc, act.value);
  if (act.what === 'visit') return visit(turn, dc, act.value);
  if (act.what === 'question') return answerChosen(turn, dc, act.value);
  if (act.what === 'entry') return startAt(turn, dc, act.value);
  if (act.what === 'desk') return handOver(turn, dc, act.value, act);
  if (act.what === 'problem') return enter(dc, STUCK, { problem: act.value });
  if (act.what === 'outcome') return takeOutcome(turn, dc, act.value);
  await dc.continueDialog();
  if (!turn.answered) await showWhereTheyAre(turn, dc);
}

async function startOver(turn: Turn, dc: DialogContext): Promise<void> {
  const { talk } = turn;
  if (talk.progress.position) {
    turn.notice(turn.say(turn.texts.messages.notices.restarted));
    talk.before ??= talk.progress;
  }
  talk.progress = begin(turn.content.guide);
  await showWhereTheyAre(turn, dc);
}

async function undo(turn: Turn, dc: DialogContext): Promise<void> {
  const { talk } = turn;
  if (talk.before) {
    talk.progress = fitted(turn.content, talk.before);
    delete talk.before;
    turn.notice(turn.say(turn.texts.messages.notices.undone));
  }
  await showWhereTheyAre(turn, dc);
}

async function pause(turn: Turn, dc: DialogContext): Promise<void> {
  if (turn.talk.progress.position) turn.talk.progress = { ...turn.talk.progress, paused: true };
  await showWhereTheyAre(turn, dc);
}

async function changeChoice(turn: Turn, dc: DialogContext, name: string): Promise<void> {
  const { guide } = turn.content;
  if (!turn.talk.progress.position) {
    turn.warn(turn.say(turn.texts.messages.notices.notBegun));
  } else if (isChangeable(name)) {
    const target = CHOICE_STEPS[name];
    const known = indexOn(pathOf(guide, undefined), target) >= 0;
    if (known) turn.talk.progress = change(guide, turn.talk.progress, name);
  }
  await showWhereTheyAre(turn, dc);
}

function isChangeable(name: string): name is Changeable {
  return Object.hasOwn(CHOICE_STEPS, name);
}

async function goToPlace(turn: Turn, dc: DialogContext, key: string): Promise<void> {
  const { progress } = turn.talk;
  const { guide } = turn.content;
  const { position, finished } = progress;
  const target = positionOf(key);
  if (position && indexOn(pathOf(guide, progress.choices.method), target) >= 0) {
    const there = goTo(guide, progress, target);
    turn.talk.progress = finished ? { ...there, returnTo: { position, finished } } : there;
  }
  await showWhereTheyAre(turn, dc);
}

/** Goes to a step that an answer was about; the person's own step is come back to. */
async function visit(turn: Turn, dc: DialogContext, key: string): Promise<void> {
  const there = visitStep(turn.content.guide, turn.talk.progress, positionOf(key));
  if (there) turn.talk.progress = there;
  await showWhereTheyAre(turn, dc);
}

async function wayBack(turn: Turn, dc: DialogContext): Promise<void> {
  turn.talk.progress = comeBack(turn.content.guide, turn.talk.progress);
  await showWhereTheyAre(turn, dc);
}
