import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { toReadable } from '../../src/lib/email-address.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { continueButtons, humanButton } from '../buttons.ts';
import { showMessage } from '../show-message.ts';
import {
  deskName,
  formatDay,
  helpdeskName,
  isOwn,
  openingLine,
  ownDeskButtons,
  screenshotLine,
} from './desk.ts';

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
      return [
        turn.say(texts.open, { desk, opened }),
        ...openingLine(turn, ticket.desk),
        ...screenshotLine(turn, ticket.number),
      ];
    case 'taken':
      return [turn.say(texts.taken, { desk }), ...screenshotLine(turn, ticket.number)];
    case 'closed':
      return [turn.say(texts.closed, { desk, closed: formatDay(turn, ticket.desk, ticket.changedAt) })];
  }
}

function ticketButtons(turn: Turn, ticket: Ticket | undefined): Button[] {
  const { buttons } = turn.texts.messages;
  if (!ticket || ticket.state === 'closed') return [humanButton(turn)];
  if (isAnsweredElsewhere(turn, ticket)) return ownDeskButtons(turn, ticket.desk);
  if (ticket.state === 'taken')
    return [{ title: turn.say(buttons.writeToHelpdesk), data: { action: 'write' } }];
  return [{ title: turn.say(buttons.addToTicket), data: { action: 'add' } }];
}

/** Checks whether an outside desk answers a ticket, as it does unless somebody of the own helpdesk has taken it. */
function isAnsweredElsewhere(turn: Turn, { desk, state }: Ticket): boolean {
  return !isOwn(turn, desk) && state === 'open';
}
