import type { DialogContext } from 'botbuilder-dialogs';
import type { Button } from '../../cards/elements.ts';
import { messageCard } from '../../cards/message.ts';
import { pieces } from '../../cards/pieces.ts';
import { continueButtons } from '../../dialogs/continue-buttons.ts';
import { helpdeskName, opensWords } from '../../dialogs/hand-over/desk.ts';
import { isHandingOver } from '../../dialogs/hand-over/hand-over.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { isWithHelpdesk } from '../conversation/talking-to.ts';
import type { Turn } from '../conversation/turn.ts';
import type { TicketEvent } from '../tickets/outbox/chat-handler.ts';
import { adaptToContent } from './adapt-to-content.ts';
import { backButton } from './live-chat.ts';

/** Tells a person what has become of their ticket, or what the helpdesk writes. */
export async function showTicketEvent(turn: Turn, dc: DialogContext, event: TicketEvent): Promise<void> {
  const { fromHelpdesk } = turn.texts.messages;
  const { state } = turn;
  state.toldLast = true;
  const { number } = event.ticket;
  // Whichever desk it was sent to: who answers here is of the network's own.
  const values = { desk: helpdeskName(turn), number };
  const isCurrent = comesToTheFore(turn, event);
  switch (event.kind) {
    case 'taken':
    case 'reopened':
      if (isCurrent) state.withHelpdesk = true;
      return show(turn, {
        title: turn.say(fromHelpdesk[event.kind], values),
        lines: isCurrent ? [turn.say(fromHelpdesk.quiet)] : [],
      });
    case 'answered':
      if (isCurrent) state.withHelpdesk ??= true;
      return show(turn, {
        title: turn.say(isCurrent ? fromHelpdesk.answered : fromHelpdesk.answeredOther, values),
        text: event.message?.text ?? '',
        // What is typed goes to the ticket that is on.
        lines: isCurrent && isWithHelpdesk(turn) ? [turn.say(fromHelpdesk.howToAnswer)] : [],
      });
    case 'released':
      if (isCurrent) delete state.withHelpdesk;
      return show(turn, {
        title: turn.say(fromHelpdesk.released, values),
        lines: isWithHelpdesk(turn) ? [] : [turn.say(fromHelpdesk.hereMeanwhile)],
      });
    case 'closed':
      if (isCurrent) delete state.withHelpdesk;
      // Somebody who talks to a person about another ticket, or writes to one, is not called away.
      if (isWithHelpdesk(turn) || isHandingOver(dc))
        return show(turn, { title: turn.say(fromHelpdesk.closed, values) });
      turn.notice(`${turn.say(fromHelpdesk.closed, values)} ${turn.say(fromHelpdesk.onWithTheGuide)}`);
      if (!(await adaptToContent(turn, dc))) await showCurrentStep(turn, dc);
      return;
    case 'waiting':
      return showWaiting(turn, event.ticket.desk, values);
  }
}

/** Whether a ticket is the one that is on; an earlier one comes to the fore where nobody has the one that was. */
function comesToTheFore({ state, tickets }: Turn, { kind, ticket }: TicketEvent): boolean {
  const isTaken = kind === 'taken' || kind === 'reopened' || kind === 'answered';
  if (state.ticket !== ticket.number && isTaken && tickets.ticket?.state !== 'taken') {
    state.ticket = ticket.number;
    tickets.turnTo(ticket);
    delete state.withHelpdesk;
  }
  return state.ticket === ticket.number;
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
    ...(toWrite ? [{ title: turn.say(buttons.writeToHelpdesk), data: { action: 'write' } } as const] : []),
    ...continueButtons(turn),
    { title: turn.say(buttons.myTicket), data: { action: 'ticket' } },
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
