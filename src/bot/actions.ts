import type { DialogContext } from 'botbuilder-dialogs';
import type { CardAction } from '../../cards/action.ts';
import { showAsk } from '../../dialogs/ask.ts';
import { addToTicket } from '../../dialogs/hand-over/add-to-ticket.ts';
import { draftOn, handOver } from '../../dialogs/hand-over/hand-over.ts';
import { send } from '../../dialogs/hand-over/send.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { goOn, stepBack } from '../../dialogs/move.ts';
import { PART_DONE, startAt } from '../../dialogs/part-done.ts';
import { begin, showCurrentStep } from '../../dialogs/show-current-step.ts';
import { deskFor, STUCK, takeOutcome } from '../../dialogs/stuck.ts';
import type { Turn } from '../conversation/turn.ts';
import { CHOICE_STEPS, type Changeable, change } from '../guide/choices.ts';
import { beginGuide, comeBack, goTo, visit as visitStep } from '../guide/navigation.ts';
import { indexOn, pathOf } from '../guide/path.ts';
import { keyOf, positionOf } from '../guide/position.ts';
import { fitted } from './adapt-to-content.ts';
import { backToAssistant, writeToHelpdesk } from './live-chat.ts';
import { answerChosen, noneOfThese, rate } from './question.ts';

/** Does what a button asks for; what only the dialog that is on understands is given to it. */
export async function runAction(turn: Turn, dc: DialogContext, act: CardAction): Promise<void> {
  switch (act.action) {
    case 'start':
    case 'restart':
      return startOver(turn, dc);
    case 'resume':
      turn.state.progress = { ...turn.state.progress, paused: false };
      return showCurrentStep(turn, dc);
    case 'next':
      return goOn(turn, dc, 'done');
    case 'skip':
      return goOn(turn, dc, 'skipped');
    case 'back':
      return stepBack(turn, dc);
    case 'stuck':
      if (!turn.state.progress.position) return handOver(turn, dc, undefined);
      turn.count('step-stuck', keyOf(turn.state.progress.position));
      turn.state.progress = { ...turn.state.progress, paused: false };
      return begin(dc, STUCK);
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
      return runChoice(turn, dc, act);
  }
}

async function runChoice(
  turn: Turn,
  dc: DialogContext,
  act: Extract<CardAction, { action: 'choose' }>,
): Promise<void> {
  if (act.what === 'part') return begin(dc, PART_DONE);
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
  if (act.what === 'problem') return begin(dc, STUCK, { problem: act.value });
  if (act.what === 'outcome') return takeOutcome(turn, dc, act.value);
  await dc.continueDialog();
  if (!turn.answered) await showCurrentStep(turn, dc);
}

async function startOver(turn: Turn, dc: DialogContext): Promise<void> {
  const { state } = turn;
  if (state.progress.position) {
    turn.notice(turn.say(turn.texts.messages.notices.restarted));
    state.progressBeforeRestart ??= state.progress;
  }
  state.progress = beginGuide(turn.content.guide);
  await showCurrentStep(turn, dc);
}

async function undo(turn: Turn, dc: DialogContext): Promise<void> {
  const { state } = turn;
  if (state.progressBeforeRestart) {
    state.progress = fitted(turn.content, state.progressBeforeRestart);
    delete state.progressBeforeRestart;
    turn.notice(turn.say(turn.texts.messages.notices.undone));
  }
  await showCurrentStep(turn, dc);
}

async function pause(turn: Turn, dc: DialogContext): Promise<void> {
  if (turn.state.progress.position) turn.state.progress = { ...turn.state.progress, paused: true };
  await showCurrentStep(turn, dc);
}

async function changeChoice(turn: Turn, dc: DialogContext, name: string): Promise<void> {
  const { guide } = turn.content;
  if (!turn.state.progress.position) {
    turn.warn(turn.say(turn.texts.messages.notices.notBegun));
  } else if (isChangeable(name)) {
    const target = CHOICE_STEPS[name];
    const known = indexOn(pathOf(guide, undefined), target) >= 0;
    if (known) turn.state.progress = change(guide, turn.state.progress, name);
  }
  await showCurrentStep(turn, dc);
}

function isChangeable(name: string): name is Changeable {
  return Object.hasOwn(CHOICE_STEPS, name);
}

async function goToPlace(turn: Turn, dc: DialogContext, key: string): Promise<void> {
  const { progress } = turn.state;
  const { guide } = turn.content;
  const { position, finished } = progress;
  const target = positionOf(key);
  if (position && indexOn(pathOf(guide, progress.choices.method), target) >= 0) {
    const there = goTo(guide, progress, target);
    turn.state.progress = finished ? { ...there, returnTo: { position, finished } } : there;
  }
  await showCurrentStep(turn, dc);
}

/** Goes to a step that an answer was about; the person's own step is come back to. */
async function visit(turn: Turn, dc: DialogContext, key: string): Promise<void> {
  const there = visitStep(turn.content.guide, turn.state.progress, positionOf(key));
  if (there) turn.state.progress = there;
  await showCurrentStep(turn, dc);
}

async function wayBack(turn: Turn, dc: DialogContext): Promise<void> {
  turn.state.progress = comeBack(turn.content.guide, turn.state.progress);
  await showCurrentStep(turn, dc);
}
