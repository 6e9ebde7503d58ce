import type { DialogContext } from 'botbuilder-dialogs';
import type { Button } from '../cards/elements.ts';
import { messageCard } from '../cards/message.ts';
import { pieces } from '../cards/pieces.ts';
import type { TicketEvent } from '../src/helpdesk/chat-courier.ts';
import { isWithHelpdesk } from '../src/turn/talking-to.ts';
import type { Turn } from '../src/turn/turn.ts';
import { helpdeskName, opensWords } from './desk.ts';
import { showWhereTheyAre } from './enter.ts';
import { isHandingOver } from './hand-over.ts';
import { settle } from './settle.ts';
import { wayOn } from './way-on.ts';
import { backButton } from './with-helpdesk.ts';

/** Tells a person what has become of their ticket, or what the helpdesk writes. */
export async function tell(turn: Turn, dc: DialogContext, event: TicketEvent): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  const { talk } = turn;
  talk.toldLast = true;
  const { number } = event.ticket;
  // Whichever desk it was sent to: who answers here is of the network's own.
  const values = { desk: helpdeskName(turn), number };
  const isCurrent = comesToTheFore(turn, event);
  switch (event.told) {
    case 'taken':
    case 'reopened':
      if (isCurrent) talk.withHelpdesk = true;
      return show(turn, {
        title: turn.say(fromHelpdesk[event.told], values),
        lines: isCurrent ? [turn.say(fromHelpdesk.quiet)] : [],
      });
    case 'answered':
      if (isCurrent) talk.withHelpdesk ??= true;
      return show(turn, {
        title: turn.say(isCurrent ? fromHelpdesk.answered : fromHelpdesk.answeredOther, values),
        text: event.message?.text ?? '',
        // What is typed goes to the ticket that is on.
        lines: isCurrent && isWithHelpdesk(turn) ? [turn.say(fromHelpdesk.howToAnswer)] : [],
      });
    case 'released':
      if (isCurrent) delete talk.withHelpdesk;
      return show(turn, {
        title: turn.say(fromHelpdesk.released, values),
        lines: isWithHelpdesk(turn) ? [] : [turn.say(fromHelpdesk.hereMeanwhile)],
      });
    case 'closed':
      if (isCurrent) delete talk.withHelpdesk;
      // Somebody who talks to a person about another ticket, or writes to one, is not called away.
      if (isWithHelpdesk(turn) || isHandingOver(dc))
        return show(turn, { title: turn.say(fromHelpdesk.closed, values) });
      turn.notice(`${turn.say(fromHelpdesk.closed, values)} ${turn.say(fromHelpdesk.onWithTheGuide)}`);
      if (!(await settle(turn, dc))) await showWhereTheyAre(turn, dc);
      return;
    case 'waiting':
      return showWaiting(turn, event.ticket.desk, values);
  }
}

/** Whether a ticket is the one that is on; an earlier one comes to the fore where nobody has the one that was. */
function comesToTheFore({ talk, tickets }: Turn, { told, ticket }: TicketEvent): boolean {
  const isTaken = told === 'taken' || told === 'reopened' || told === 'answered';
  if (talk.ticket !== ticket.number && isTaken && tickets.ticket?.state !== 'taken') {
    talk.ticket = ticket.number;
    tickets.turnTo(ticket);
    delete talk.withHelpdesk;
  }
  return talk.ticket === ticket.number;
}

async function showWaiting(
  turn: Turn,
  desk: string,
  values: { desk: string; number: string },
): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  const opens = opensWords(turn, desk);
  const title =
    opens === undefined
      ? turn.say(fromHelpdesk.waiting, values)
      : turn.say(fromHelpdesk.waitingClosed, { ...values, opens });
  await show(turn, { title, lines: [turn.say(fromHelpdesk.meanwhile)] });
}

async function show(
  turn: Turn,
  { title, text, lines = [] }: { title: string; text?: string; lines?: string[] },
): Promise<void> {
  const parts = text === undefined ? [''] : pieces(text);
  for (const [index, part] of parts.entries())
    await turn.reply(
      messageCard({
        kind: 'from-helpdesk',
        notices: turn.takeNotices(),
        title,
        quotes: part === '' ? [] : [{ lines: [part] }],
        remark: index === parts.length - 1 ? lines.join(' ') : '',
        links: linksIn(part),
        buttons: isWithHelpdesk(turn) ? [backButton(turn)] : ways(turn),
      }),
    );
}

function ways(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  const toWrite = turn.tickets.ticket?.state === 'taken';
  return [
    ...(toWrite ? [{ title: turn.say(buttons.writeToHelpdesk), act: { action: 'write' } } as const] : []),
    ...wayOn(turn),
    { title: turn.say(buttons.myTicket), act: { action: 'ticket' } },
  ];
}

/** How many of the links in a message get a button, since the message itself is shown as it was written. */
const LINKS = 4;
/** A longer link would take the room of the message; it stands there four times. */
const LONGEST_LINK = 180;

function linksIn(text: string): Button[] {
  const found = text.match(/https:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g) ?? [];
  const short = found.filter((url) => url.length <= LONGEST_LINK);
  return [...new Set(short)].slice(0, LINKS).map((url) => ({ title: url, url }));
}
