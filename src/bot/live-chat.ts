import type { CardAction } from '../../cards/action.ts';
import { backButton } from '../../dialogs/buttons.ts';
import { addOrWarn, appendToTicket, isAdding } from '../../dialogs/hand-over/add-to-ticket.ts';
import { helpdeskName } from '../../dialogs/hand-over/desk.ts';
import { noFilesNotice } from '../../dialogs/hand-over/files.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { showOutsideGuide } from '../../dialogs/show-message.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { isNameOf } from '../understanding/match-name.ts';
import type { TicketWish } from '../understanding/ticket-wish.ts';
import type { Decider } from './decider.ts';
import { opensStep } from './deep-link.ts';
import { answerToQuestion, endsTicket, isClosing, offerToClose } from './ticket-question.ts';

/**
 * Takes every message while a person of the helpdesk has the conversation, and the first one after that, except about one's own
 * data, the buttons of languages and answers to the question whether the ticket is to be closed.
 */
export const liveChat: Decider = async (turn, { findCommand, findTicketWish }) => {
  if (!turn.state.withHelpdesk || isForAssistant(turn, findCommand(turn.message.text))) return undefined;
  const wish = turn.incoming.kind === 'text' ? findTicketWish(turn.message.toUnderstand) : undefined;
  const action = actionOf(turn);
  if (answerToQuestion(turn, wish) || (action && endsTicket(action))) return undefined;
  // A link to a step is for the assistant, although it probably came from the helpdesk.
  if (turn.isWithHelpdesk && opensStep(turn)) leaveHelpdesk(turn);
  const isBackButton = isNameOf(turn.texts.messages.buttons.backToAssistant, turn.message.text);
  const command = isBackButton ? 'assistant' : findCommand(turn.message.text);
  if (turn.isWithHelpdesk) await forwardToHelpdesk(turn, command, wish);
  else if (command === 'assistant' || !(await forwardTooLate(turn))) return undefined;
  return { deactivate: 'none' };
};

/** Checks whether a message asks for what is kept about the person, has it deleted, or chooses a language: nobody else can do that for them. */
function isForAssistant(turn: Turn, command: Command | undefined): boolean {
  if (command === 'my-data' || command === 'delete-data') return true;
  const action = actionOf(turn);
  return action !== undefined && ['my-data', 'delete-data', 'erase', 'language'].includes(action.action);
}

/** Returns the action of the button that was pressed, or whose title was typed. */
function actionOf({ incoming, message, state }: Turn): CardAction | undefined {
  if (incoming.kind === 'submit') return incoming.action;
  return state.lastCard?.buttons.find(({ title }) => isNameOf(title, message.text))?.data;
}

/**
 * Forwards typed words to the helpdesk without a reply. The assistant answers only about secrets, which are not forwarded,
 * about files, to other buttons, and to the commands "assistant" and "ticket", and asks whether the ticket is to be closed
 * where the words say that it is settled.
 */
async function forwardToHelpdesk(
  turn: Turn,
  command: Command | undefined,
  wish: TicketWish | undefined,
): Promise<void> {
  const { incoming } = turn;
  if (command === 'ticket') return showStillWithHelpdesk(turn);
  if (command === 'assistant' || (incoming.kind === 'submit' && incoming.action.action === 'assistant'))
    return backToAssistant(turn);
  if (incoming.kind === 'text') {
    if (!turn.message.isOnlySensitive) addOrWarn(turn, turn.redact(turn.message.text));
    if (turn.hasNotices) return showStillWithHelpdesk(turn);
    if (isClosing(wish)) await offerToClose(turn, wish);
    return;
  }
  if (incoming.kind === 'joined') return undefined;
  // The person opened this form before somebody took the ticket.
  if (incoming.kind === 'submit' && incoming.action.action === 'send' && isAdding(turn)) {
    await turn.dc.cancelAllDialogs();
    appendToTicket(turn, turn.redact(incoming.action.sentence?.trim() ?? ''));
  }
  if (incoming.kind === 'file') turn.warn(noFilesNotice(turn));
  return showStillWithHelpdesk(turn);
}

/**
 * Takes words that were typed to the helpdesk after it gave the ticket back and before the person learned of that. They are
 * added to an open ticket; otherwise the person is told that nobody received them. False where nothing was typed.
 */
async function forwardTooLate(turn: Turn): Promise<boolean> {
  const { incoming, state } = turn;
  if (state.withHelpdesk !== true || incoming.kind === 'joined') return false;
  delete state.withHelpdesk;
  if (incoming.kind !== 'text') return false;
  const { fromHelpdesk } = turn.texts.messages;
  if (turn.tickets.ticket?.state !== 'open')
    turn.warn(turn.say(fromHelpdesk.tooLate, { desk: helpdeskName(turn) }));
  else if (!turn.message.isOnlySensitive) appendToTicket(turn, turn.redact(turn.message.text));
  await turn.dc.cancelAllDialogs();
  await showTicket(turn);
  return true;
}

/** Lets the assistant answer again; the ticket does not change. */
export async function backToAssistant(turn: Turn): Promise<void> {
  leaveHelpdesk(turn);
  await showCurrentStep(turn);
}

/** Sends typed words to the assistant again, and says so. */
function leaveHelpdesk(turn: Turn): void {
  const wasWithHelpdesk = turn.isWithHelpdesk;
  delete turn.state.withHelpdesk;
  if (!wasWithHelpdesk) return;
  turn.state.withHelpdesk = false;
  turn.tickets.logAction('left');
  turn.notice(turn.say(turn.texts.messages.fromHelpdesk.back, { desk: helpdeskName(turn) }));
}

/** Sends typed words to the helpdesk again. */
export async function writeToHelpdesk(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  const { fromHelpdesk } = turn.texts.messages;
  if (ticket?.state !== 'taken') {
    if (ticket) turn.warn(turn.say(fromHelpdesk.notTaken, { desk: helpdeskName(turn) }));
    return showTicket(turn);
  }
  if (turn.state.withHelpdesk !== true) turn.tickets.logAction('returned');
  turn.state.withHelpdesk = true;
  await showOutsideGuide(turn, {
    kind: 'with-helpdesk',
    title: turn.say(fromHelpdesk.writing, { desk: helpdeskName(turn) }),
    buttons: [backButton(turn)],
  });
}

async function showStillWithHelpdesk(turn: Turn): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'with-helpdesk',
    title: turn.say(fromHelpdesk.stillWithHelpdesk, { desk: helpdeskName(turn) }),
    buttons: [backButton(turn)],
  });
}
