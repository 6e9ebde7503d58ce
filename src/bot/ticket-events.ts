import type { Button } from '../../cards/elements.ts';
import { splitText } from '../../cards/split-text.ts';
import { backButton, continueButtons } from '../../dialogs/buttons.ts';
import { elseButtons, helpdeskName, nextOpening } from '../../dialogs/hand-over/desk.ts';
import { askAboutPassedOn } from '../../dialogs/hand-over/end-ticket.ts';
import { isHandingOver } from '../../dialogs/hand-over/hand-over.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { showOutsideGuide } from '../../dialogs/show-message.ts';
import type { Turn } from '../conversation/turn.ts';
import type { TicketEvent } from '../tickets/outbox/chat-handler.ts';
import { moveToContent } from './adapt-to-content.ts';
import type { Decision } from './decider.ts';

/** Shows a person a change of their ticket or a message of the helpdesk. */
export async function showEvent(turn: Turn, event: TicketEvent): Promise<Decision> {
  const isCurrent = makeCurrent(turn, event);
  turn.state.toldLast = true;
  if (event.kind === 'closed') return showClosed(turn, event, isCurrent);
  if (event.kind === 'solvedYet') await askAboutPassedOn(turn, event.ticket);
  else await show(turn, messageFor(turn, event, event.kind, isCurrent));
  return { deactivate: 'none' };
}

/** A message about a ticket: its title, the helpdesk's words, and remarks below them. */
interface TicketMessage {
  title: string;
  text?: string;
  lines?: string[];
  /** Buttons before those that lead on. */
  buttons?: Button[];
}

function messageFor(
  turn: Turn,
  event: TicketEvent,
  kind: Exclude<TicketEvent['kind'], 'solvedYet'>,
  isCurrent: boolean,
): TicketMessage {
  const { fromHelpdesk } = turn.texts.messages;
  const { state } = turn;
  const values = valuesOf(turn, event);
  switch (kind) {
    case 'taken':
    case 'reopened':
      if (isCurrent) state.withHelpdesk = true;
      return {
        title: turn.say(fromHelpdesk[kind], values),
        lines: isCurrent ? [turn.say(fromHelpdesk.quiet)] : [],
      };
    case 'answered':
      if (isCurrent) state.withHelpdesk ??= true;
      return {
        title: turn.say(isCurrent ? fromHelpdesk.answered : fromHelpdesk.answeredOther, values),
        text: event.message?.text ?? '',
        // Typed words go to the current ticket.
        lines: isCurrent && turn.isWithHelpdesk ? [turn.say(fromHelpdesk.howToAnswer)] : [],
      };
    case 'released':
      if (isCurrent) delete state.withHelpdesk;
      return {
        title: turn.say(fromHelpdesk.released, values),
        lines: turn.isWithHelpdesk ? [] : [turn.say(fromHelpdesk.hereMeanwhile)],
      };
    case 'closed':
      return { title: turn.say(fromHelpdesk.closed, values) };
    case 'waiting':
      return waitingMessage(turn, event);
  }
}

function waitingMessage(turn: Turn, event: TicketEvent): TicketMessage {
  const { fromHelpdesk } = turn.texts.messages;
  const values = valuesOf(turn, event);
  const opens = nextOpening(turn, event.ticket.desk);
  return {
    title:
      opens === undefined
        ? turn.say(fromHelpdesk.waiting, values)
        : turn.say(fromHelpdesk.waitingClosed, { ...values, opens }),
    lines: [turn.say(fromHelpdesk.meanwhile)],
    buttons: elseButtons(turn, event.ticket.desk),
  };
}

/** Returns the values for texts. The desk is always the network's own helpdesk, whose people answer in the chat. */
function valuesOf(turn: Turn, { ticket }: TicketEvent): { desk: string; number: string } {
  return { desk: helpdeskName(turn), number: ticket.number };
}

/** Shows that a ticket is closed and the step below it; a person who writes to the helpdesk, or is about to, sees no step. */
async function showClosed(turn: Turn, event: TicketEvent, isCurrent: boolean): Promise<Decision> {
  const { fromHelpdesk } = turn.texts.messages;
  if (isCurrent) delete turn.state.withHelpdesk;
  const message = messageFor(turn, event, 'closed', isCurrent);
  if (turn.isWithHelpdesk || isHandingOver(turn)) {
    await show(turn, message);
    return { deactivate: 'none' };
  }
  turn.notice(`${message.title} ${turn.say(fromHelpdesk.onWithTheGuide)}`);
  if (await moveToContent(turn)) return { deactivate: 'earlier' };
  await showCurrentStep(turn);
  return { deactivate: 'none' };
}

/** Makes an earlier ticket the current one where nobody has taken the current one; true where the ticket is current now. */
function makeCurrent({ state, tickets }: Turn, { kind, ticket }: TicketEvent): boolean {
  const isTaken = kind === 'taken' || kind === 'reopened' || kind === 'answered';
  if (state.ticket !== ticket.number && isTaken && tickets.ticket?.state !== 'taken') {
    state.ticket = ticket.number;
    tickets.switchTo(ticket);
    delete state.withHelpdesk;
  }
  return state.ticket === ticket.number;
}

async function show(turn: Turn, { title, text, lines = [], buttons = [] }: TicketMessage): Promise<void> {
  const parts = text === undefined ? [''] : splitText(text);
  for (const [index, part] of parts.entries())
    await showOutsideGuide(turn, {
      kind: 'from-helpdesk',
      title,
      quotes: part === '' ? [] : [{ lines: [part] }],
      remark: index === parts.length - 1 ? lines.join(' ') : '',
      links: linksIn(part),
      buttons: [...buttons, ...(turn.isWithHelpdesk ? [backButton(turn)] : nextButtons(turn))],
    });
}

function nextButtons(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  const toWrite = turn.tickets.ticket?.state === 'taken';
  return [
    ...(toWrite ? [{ title: turn.say(buttons.writeToHelpdesk), data: { action: 'write' } } as const] : []),
    ...continueButtons(turn),
    { title: turn.say(buttons.myTicket), data: { action: 'ticket' } },
  ];
}

/** Links of a message that get a button, since the message itself is shown as plain text. */
const MOST_LINKS = 4;
/** A longer link gets no button: the card holds each link four times and would have no space for the message. */
const MAX_LINK_LENGTH = 180;

function linksIn(text: string): Button[] {
  const found = text.match(/https:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/g) ?? [];
  const short = found.filter((url) => url.length <= MAX_LINK_LENGTH);
  return [...new Set(short)].slice(0, MOST_LINKS).map((url) => ({ title: url, url }));
}
