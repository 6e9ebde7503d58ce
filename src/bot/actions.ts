import type { CardAction } from '../../cards/action.ts';
import { addToTicket } from '../../dialogs/hand-over/add-to-ticket.ts';
import type { Form } from '../../dialogs/hand-over/draft.ts';
import { closeTicket, keepTicket, reopenTicket } from '../../dialogs/hand-over/end-ticket.ts';
import { askForPerson, draftOn, handOver } from '../../dialogs/hand-over/hand-over.ts';
import { send } from '../../dialogs/hand-over/send.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { showAsk } from '../../dialogs/info-cards.ts';
import { speakAsked } from '../../dialogs/languages.ts';
import { goOn, stepBack } from '../../dialogs/move.ts';
import { confirmErasure, erase } from '../../dialogs/own-data/erase-data.ts';
import { showOwnData } from '../../dialogs/own-data/show-data.ts';
import { PART_DONE, startAt } from '../../dialogs/part-done.ts';
import { answerQuestions } from '../../dialogs/questions/answer.ts';
import { noneOfThese } from '../../dialogs/questions/not-understood.ts';
import { rate } from '../../dialogs/questions/rate.ts';
import { begin, showCurrentStep } from '../../dialogs/show-current-step.ts';
import { deskFor, STUCK, takeOutcome } from '../../dialogs/stuck.ts';
import { questionOnCard } from '../conversation/state.ts';
import { topicOf } from '../conversation/topic.ts';
import type { Turn } from '../conversation/turn.ts';
import { change, isChangeable } from '../guide/choices.ts';
import { beginGuide, comeBack, goTo, standInFor, visit } from '../guide/navigation.ts';
import { indexOn, keyOf, pathOf, positionOf } from '../guide/path.ts';
import { fitToContent } from './adapt-to-content.ts';
import { backToAssistant, writeToHelpdesk } from './live-chat.ts';

type Choice = Extract<CardAction, { action: 'choose' }>;

/** The value and form of a `choose` action; `card` is the id of the card whose button was pressed, if one was. */
interface Chosen extends Form {
  value: string;
  card: string | undefined;
}

/** The choices that work from anywhere; every other choice is input for the active dialog. */
const CHOICES: { [What in Choice['what']]?: (turn: Turn, chosen: Chosen) => Promise<void> } = {
  part: (turn) => begin(turn, PART_DONE),
  pause,
  undo,
  return: returnFromVisit,
  'none-of-these': (turn, { card }) => noneOfThese(turn, card),
  change: (turn, { value }) => changeChoice(turn, value),
  place: (turn, { value }) => goToPlace(turn, value),
  visit: (turn, { value }) => visitStep(turn, value),
  question: (turn, { value, card }) => answerChosen(turn, value, card),
  entry: (turn, { value }) => startAt(turn, value),
  desk: (turn, { value, ...form }) => handOver(turn, value, form),
  problem: (turn, { value }) => begin(turn, STUCK, { problem: value }),
  outcome: (turn, { value }) => takeOutcome(turn, value),
};

/** Runs the action of a button; `card` is the id of its card, where it was pressed and not typed. */
export async function runAction(turn: Turn, action: CardAction, card?: string): Promise<void> {
  switch (action.action) {
    case 'start':
    case 'restart':
      return startOver(turn);
    case 'resume':
      turn.state.progress = { ...turn.state.progress, paused: false };
      return showCurrentStep(turn);
    case 'next':
      return goOn(turn, 'done');
    case 'skip':
      return goOn(turn, 'skipped');
    case 'back':
      return stepBack(turn);
    case 'stuck':
      return showProblems(turn);
    case 'ask':
      return showAsk(turn);
    case 'human':
      return askForPerson(turn, draftOn(turn)?.desk ?? deskFor(turn), 'asked');
    case 'send':
      return send(turn, action);
    case 'ticket':
      return showTicket(turn);
    case 'add':
      return addToTicket(turn);
    case 'close-ticket':
      return closeTicket(turn, action.ticket);
    case 'reopen-ticket':
      return reopenTicket(turn, action.ticket);
    case 'keep-ticket':
      return keepTicket(turn, action.ticket);
    case 'write':
      return writeToHelpdesk(turn);
    case 'assistant':
      return backToAssistant(turn);
    case 'my-data':
      return showOwnData(turn);
    case 'delete-data':
      return confirmErasure(turn);
    case 'erase':
      return erase(turn, action.keepsOpenTickets);
    case 'language':
      return speakAsked(turn, action.language);
    case 'rate':
      return rate(turn, card, action.question, action.helpful);
    case 'choose':
      return runChoice(turn, action, card);
  }
}

async function runChoice(turn: Turn, action: Choice, card: string | undefined): Promise<void> {
  const run = CHOICES[action.what];
  if (run) return run(turn, { value: '', ...action, card });
  if (!(await turn.continueDialog({ kind: 'action', action }))) await showCurrentStep(turn);
}

async function startOver(turn: Turn): Promise<void> {
  const { state } = turn;
  if (state.progress.position) {
    turn.notice(turn.say(turn.texts.messages.notices.restarted));
    state.progressBeforeRestart ??= state.progress;
  }
  state.progress = beginGuide(turn.content.guide);
  await showCurrentStep(turn);
}

async function undo(turn: Turn): Promise<void> {
  const { state } = turn;
  if (state.progressBeforeRestart) {
    state.progress = fitToContent(turn.content, state.progressBeforeRestart);
    delete state.progressBeforeRestart;
    turn.notice(turn.say(turn.texts.messages.notices.undone));
  }
  await showCurrentStep(turn);
}

async function pause(turn: Turn): Promise<void> {
  if (turn.state.progress.position) turn.state.progress = { ...turn.state.progress, paused: true };
  await showCurrentStep(turn);
}

async function showProblems(turn: Turn): Promise<void> {
  const { position } = turn.state.progress;
  if (!position) return askForPerson(turn, undefined, 'asked');
  turn.count('step-stuck', keyOf(position));
  turn.state.progress = { ...turn.state.progress, paused: false };
  await begin(turn, STUCK);
}

async function answerChosen(turn: Turn, id: string, card: string | undefined): Promise<void> {
  turn.state.misses = 0;
  if (!Object.hasOwn(turn.texts.questions, id)) return showCurrentStep(turn);
  const text = questionOnCard(turn.state, card, undefined)?.text ?? '';
  const topic = topicOf(turn);
  const isOffer = card !== undefined && topic?.card === card && topic.intent === undefined;
  await answerQuestions(turn, [id], text, isOffer ? { others: topic.others, offered: topic.others } : {});
}

async function changeChoice(turn: Turn, name: string): Promise<void> {
  const { guide } = turn.content;
  if (!turn.state.progress.position) {
    turn.warn(turn.say(turn.texts.messages.notices.notBegun));
  } else if (isChangeable(name)) {
    turn.state.progress = change(guide, turn.state.progress, name);
  }
  await showCurrentStep(turn);
}

async function goToPlace(turn: Turn, key: string): Promise<void> {
  const { progress } = turn.state;
  const { guide } = turn.content;
  const { position, finished } = progress;
  const target = positionOf(key);
  if (position && indexOn(pathOf(guide, progress.choices.method), target) >= 0) {
    const there = goTo(guide, progress, target);
    turn.state.progress = finished ? { ...there, returnTo: { position, finished } } : there;
  }
  await showCurrentStep(turn);
}

/** Shows the step that an answer was about; the person returns to their own step afterwards. */
async function visitStep(turn: Turn, key: string): Promise<void> {
  const { guide } = turn.content;
  const { progress } = turn.state;
  const near = standInFor(guide, progress, positionOf(key));
  if (near) turn.warn(turn.say(turn.texts.messages.notices.stepReplaced));
  const there = visit(guide, progress, near ?? positionOf(key));
  if (there) turn.state.progress = there;
  await showCurrentStep(turn);
}

async function returnFromVisit(turn: Turn): Promise<void> {
  turn.state.progress = comeBack(turn.content.guide, turn.state.progress);
  await showCurrentStep(turn);
}
