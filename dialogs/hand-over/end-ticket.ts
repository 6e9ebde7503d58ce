import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { isPassedOn } from '../../src/tickets/passed-on.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { aboutOf } from '../../src/tickets/ticket-rows.ts';
import { ticketTitle } from '../../src/tickets/ticket-title.ts';
import { backButton, continueButtons, humanButton } from '../buttons.ts';
import { begin, showCurrentStep } from '../show-current-step.ts';
import { showMessage, showOutsideGuide } from '../show-message.ts';
import { ADD_TO_TICKET } from './add-to-ticket.ts';
import { deskName, formatDay, helpdeskName, ownDeskButtons } from './desk.ts';
import { showTicket } from './ticket.ts';

/** The kind of the cards that ask whether a ticket is to be closed or opened again. */
export const TICKET_QUESTION = 'ticket-question';

/** Asks whether a ticket is to be closed, or which one where the person has several. */
export async function askToClose(turn: Turn, tickets: readonly Ticket[]): Promise<void> {
  const { ticket: texts, buttons } = turn.texts.messages;
  const [first, ...more] = tickets;
  if (!first) return;
  const closeButtons = tickets.map(({ number }) => ({
    title: more.length === 0 ? turn.say(buttons.closeYes) : turn.say(buttons.closeOne, { number }),
    data: { action: 'close-ticket', ticket: number } as const,
  }));
  await showOutsideGuide(turn, {
    kind: TICKET_QUESTION,
    title:
      more.length === 0
        ? turn.say(texts.closeQuestion, { number: first.number })
        : turn.say(texts.closeWhich),
    lines: more.length === 0 ? [] : tickets.map((ticket) => nameOf(turn, ticket)),
    buttons: [...closeButtons, keepButton(turn.say(buttons.keepOpen), first)],
  });
}

/** Asks whether a closed ticket is to be opened again. */
export async function askToReopen(turn: Turn, ticket: Ticket): Promise<void> {
  const { ticket: texts, buttons } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: TICKET_QUESTION,
    title: turn.say(texts.reopenQuestion, { number: ticket.number }),
    buttons: [
      { title: turn.say(buttons.reopenYes), data: { action: 'reopen-ticket', ticket: ticket.number } },
      keepButton(turn.say(buttons.keepClosed), ticket),
    ],
  });
}

/** Asks whether a ticket is solved that was passed on to a desk outside the network, whose answer does not come here. */
export async function askAboutPassedOn(turn: Turn, ticket: Ticket): Promise<void> {
  const { ticket: texts, buttons } = turn.texts.messages;
  const values = { number: ticket.number, desk: deskName(turn, ticket.desk) };
  await showOutsideGuide(turn, {
    kind: TICKET_QUESTION,
    title: turn.say(texts.solvedQuestion, {
      ...values,
      opened: formatDay(turn, ticket.desk, ticket.openedAt),
    }),
    buttons: [
      { title: turn.say(buttons.closeYes), data: { action: 'close-ticket', ticket: ticket.number } },
      keepButton(turn.say(buttons.notSolvedYet), ticket),
    ],
  });
}

/** Closes a ticket at the person's wish, and goes on with the guide. */
export async function closeTicket(turn: Turn, number: string): Promise<void> {
  const { ticket: texts } = turn.texts.messages;
  if (number === turn.state.ticket) delete turn.state.withHelpdesk;
  if (!(await turn.tickets.close(number, turn.say(texts.closedWords)))) return showTicket(turn);
  delete turn.state.closingAsked;
  turn.notice(turn.say(texts.closedNow, { number }));
  await showCurrentStep(turn);
}

/** Opens a closed ticket again at the person's wish, and asks what is still wrong. It counts as a hand-over. */
export async function reopenTicket(turn: Turn, number: string): Promise<void> {
  const { ticket: texts } = turn.texts.messages;
  if (!(await turn.tickets.mayOpen())) {
    turn.warn(turn.say(texts.reopenLater));
    return showTicket(turn);
  }
  if (!(await turn.tickets.reopen(number, turn.say(texts.reopenedWords)))) return showTicket(turn);
  delete turn.state.closingAsked;
  turn.notice(turn.say(texts.reopenedNow, { number }));
  // What is typed next is added to the newest ticket.
  await (number === turn.state.ticket ? begin(turn, ADD_TO_TICKET) : showTicket(turn));
}

/** Leaves a ticket as it is; where it was passed on, the network's own helpdesk is offered. */
export async function keepTicket(turn: Turn, number: string): Promise<void> {
  const { ticket: texts } = turn.texts.messages;
  const ticket = (await turn.tickets.loadAll()).find((each) => each.number === number);
  if (!ticket) return showTicket(turn);
  if (isPassedOn(ticket, turn.content.network)) return offerOwnDesk(turn, ticket);
  if (turn.isWithHelpdesk) return showStillTalking(turn, number);
  turn.notice(turn.say(ticket.state === 'closed' ? texts.staysClosed : texts.staysOpen, { number }));
  await showCurrentStep(turn);
}

async function offerOwnDesk(turn: Turn, { number, desk }: Ticket): Promise<void> {
  const { ticket: texts } = turn.texts.messages;
  const ownDesk = ownDeskButtons(turn, desk);
  await showMessage(turn, {
    kind: 'ticket',
    title: turn.say(texts.staysOpen, { number }),
    lines: [turn.say(texts.passedOnStill, { desk: deskName(turn, desk), helpdesk: helpdeskName(turn) })],
    buttons: [...(ownDesk.length > 0 ? ownDesk : [humanButton(turn)]), ...continueButtons(turn)],
  });
}

/** Says that a ticket stays open, and that what is typed goes on to the helpdesk. */
async function showStillTalking(turn: Turn, number: string): Promise<void> {
  const { ticket: texts, fromHelpdesk } = turn.texts.messages;
  await showOutsideGuide(turn, {
    kind: 'with-helpdesk',
    title: turn.say(texts.staysOpen, { number }),
    remark: turn.say(fromHelpdesk.stillWithHelpdesk, { desk: helpdeskName(turn) }),
    buttons: [backButton(turn)],
  });
}

/** Returns a ticket's number with what it is about. */
function nameOf({ texts, say }: Turn, ticket: Ticket): string {
  return `${ticket.number}: ${ticketTitle({ ...ticket, about: aboutOf(ticket) }, texts, say)}`;
}

function keepButton(title: string, { number }: Ticket): Button {
  return { title, data: { action: 'keep-ticket', ticket: number } };
}
