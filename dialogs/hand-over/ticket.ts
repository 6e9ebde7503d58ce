import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { toReadable } from '../../src/lib/email-address.ts';
import { endByPerson } from '../../src/tickets/end-by-person.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { continueButtons, humanButton } from '../buttons.ts';
import { showMessage } from '../show-message.ts';
import { deskName, formatDay, helpdeskName, isOwn, openingLine, ownDeskButtons } from './desk.ts';

/** Shows the state of the person's newest ticket. */
export async function showTicket(turn: Turn): Promise<void> {
  const { ticket } = turn.tickets;
  const { ticket: texts, buttons } = turn.texts.messages;
  await showMessage(turn, {
    kind: 'ticket',
    title: ticket ? turn.say(texts.title, { number: ticket.number }) : turn.say(buttons.myTicket),
    lines: ticket ? stateLines(turn, ticket) : [turn.say(texts.none)],
    buttons: [...ticketButtons(turn, ticket), ...continueButtons(turn)],
  });
}

function stateLines(turn: Turn, ticket: Ticket): string[] {
  const { ticket: texts } = turn.texts.messages;
  const opened = formatDay(turn, ticket.desk, ticket.openedAt);
  if (isAnsweredElsewhere(turn, ticket))
    return [
      turn.say(texts.outside, {
        desk: deskName(turn, ticket.desk),
        opened,
        email: toReadable(ticket.email ?? ''),
      }),
    ];
  const desk = helpdeskName(turn);
  switch (ticket.state) {
    case 'open':
      return [turn.say(texts.open, { desk, opened }), ...openingLine(turn, ticket.desk)];
    case 'taken':
      return [turn.say(texts.taken, { desk })];
    case 'closed': {
      const closed = formatDay(turn, ticket.desk, ticket.changedAt);
      const isByPerson = endByPerson(ticket) === 'closed';
      return [
        isByPerson ? turn.say(texts.closedByYou, { closed }) : turn.say(texts.closed, { desk, closed }),
      ];
    }
  }
}

function ticketButtons(turn: Turn, ticket: Ticket | undefined): Button[] {
  const { buttons } = turn.texts.messages;
  if (!ticket) return [humanButton(turn)];
  const { number } = ticket;
  if (ticket.state === 'closed')
    return [
      { title: turn.say(buttons.reopenTicket), data: { action: 'reopen-ticket', ticket: number } },
      humanButton(turn),
    ];
  return [
    ...addButtons(turn, ticket),
    { title: turn.say(buttons.closeTicket), data: { action: 'close-ticket', ticket: number } },
  ];
}

/** Returns the button by which more is said about an open ticket, to the desk that answers it or to the network's own. */
function addButtons(turn: Turn, ticket: Ticket): Button[] {
  const { buttons } = turn.texts.messages;
  if (isAnsweredElsewhere(turn, ticket)) return ownDeskButtons(turn, ticket.desk);
  if (ticket.state === 'taken')
    return [{ title: turn.say(buttons.writeToHelpdesk), data: { action: 'write' } }];
  return [{ title: turn.say(buttons.addToTicket), data: { action: 'add' } }];
}

/** Checks whether an outside desk answers a ticket, as it does unless somebody of the own helpdesk has taken it. */
function isAnsweredElsewhere(turn: Turn, { desk, state }: Ticket): boolean {
  return !isOwn(turn, desk) && state === 'open';
}
