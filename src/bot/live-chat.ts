import type { DialogContext } from 'botbuilder-dialogs';
import type { Button } from '../../cards/elements.ts';
import { messageCard } from '../../cards/message.ts';
import { isAdding, putOnTicket } from '../../dialogs/hand-over/add-to-ticket.ts';
import { helpdeskName } from '../../dialogs/hand-over/desk.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { warnRedacted } from '../../dialogs/warn-redacted.ts';
import type { Command } from '../content/schema/command-texts.ts';
import { isWithHelpdesk } from '../conversation/talking-to.ts';
import type { Turn } from '../conversation/turn.ts';

/**
 * Passes on to the helpdesk what is typed, and keeps quiet; except about secrets, which are not passed on, and for whoever
 * presses or types the way back, or asks for their ticket as they were told they can.
 */
export async function hearForHelpdesk(
  turn: Turn,
  dc: DialogContext,
  command: Command | undefined,
): Promise<void> {
  const { incoming } = turn;
  if (command === 'ticket') return showQuiet(turn);
  if (command === 'assistant' || (incoming.kind === 'submit' && incoming.action.action === 'assistant'))
    return backToAssistant(turn, dc);
  if (incoming.kind === 'text') {
    warnRedacted(turn);
    if (!turn.isOnlySensitive) turn.tickets.add(turn.redact(turn.text));
    return turn.hasNotices ? showQuiet(turn) : undefined;
  }
  if (incoming.kind === 'joined') return undefined;
  // The form was shown before somebody took the ticket.
  if (incoming.kind === 'submit' && incoming.action.action === 'send' && isAdding(dc)) {
    await dc.cancelAllDialogs();
    putOnTicket(turn, turn.redact(incoming.action.sentence?.trim() ?? ''));
  }
  if (incoming.kind === 'file') turn.warn(turn.say(turn.texts.messages.notices.noFiles));
  return showQuiet(turn);
}

/**
 * Takes what was typed to the helpdesk after it let go of the ticket, of which the person has not heard yet: it is added to a
 * ticket that waits, else they are told that nobody got it. False where nothing was typed to the helpdesk.
 */
export async function hearTooLate(turn: Turn, dc: DialogContext): Promise<boolean> {
  const { incoming, state } = turn;
  if (state.withHelpdesk !== true || incoming.kind === 'joined') return false;
  delete state.withHelpdesk;
  if (incoming.kind !== 'text') return false;
  const { fromHelpdesk } = turn.texts.messages;
  warnRedacted(turn);
  if (turn.tickets.ticket?.state !== 'open')
    turn.warn(turn.say(fromHelpdesk.tooLate, { desk: helpdeskName(turn) }));
  else if (!turn.isOnlySensitive) putOnTicket(turn, turn.redact(turn.text));
  await dc.cancelAllDialogs();
  await showTicket(turn);
  return true;
}

/** The assistant answers again; the ticket stays where it is. */
export async function backToAssistant(turn: Turn, dc: DialogContext): Promise<void> {
  leaveHelpdesk(turn);
  await showCurrentStep(turn, dc);
}

/** From now on what is typed goes to the assistant again, which says so. */
export function leaveHelpdesk(turn: Turn): void {
  const wasWithHelpdesk = isWithHelpdesk(turn);
  delete turn.state.withHelpdesk;
  if (!wasWithHelpdesk) return;
  turn.state.withHelpdesk = false;
  turn.tickets.note('left');
  turn.notice(turn.say(turn.texts.messages.fromHelpdesk.back, { desk: helpdeskName(turn) }));
}

/** From now on what is typed goes to the helpdesk again. */
export async function writeToHelpdesk(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  const { fromHelpdesk } = turn.texts.messages;
  if (ticket?.state !== 'taken') {
    if (ticket) turn.warn(turn.say(fromHelpdesk.notTaken, { desk: helpdeskName(turn) }));
    return showTicket(turn);
  }
  if (turn.state.withHelpdesk !== true) turn.tickets.note('returned');
  turn.state.withHelpdesk = true;
  await turn.reply(
    messageCard({
      kind: 'with-helpdesk',
      notices: turn.takeNotices(),
      title: turn.say(fromHelpdesk.writing, { desk: helpdeskName(turn) }),
      buttons: [backButton(turn)],
    }),
  );
}

/** The way back from a person to the assistant. */
export function backButton(turn: Turn): Button {
  return { title: turn.say(turn.texts.messages.buttons.backToAssistant), data: { action: 'assistant' } };
}

async function showQuiet(turn: Turn): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  await turn.reply(
    messageCard({
      kind: 'with-helpdesk',
      notices: turn.takeNotices(),
      title: turn.say(fromHelpdesk.stillWithHelpdesk, { desk: helpdeskName(turn) }),
      buttons: [backButton(turn)],
    }),
  );
}
