import type { CardAction } from '../../cards/action.ts';
import { appendToTicket, isAdding, isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { askToClose, TICKET_QUESTION } from '../../dialogs/hand-over/end-ticket.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { problemOn } from '../../dialogs/stuck.ts';
import type { Press } from '../conversation/incoming-message.ts';
import { topicOf } from '../conversation/topic.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketWish } from '../understanding/ticket-wish.ts';

/** The wishes that say yes and no to each question about a ticket. */
const ANSWERS: Record<'close-ticket' | 'reopen-ticket', Record<'yes' | 'no', readonly TicketWish[]>> = {
  'close-ticket': { yes: ['yes', 'solved', 'close'], no: ['no', 'unsolved', 'failed', 'reopen'] },
  'reopen-ticket': { yes: ['yes', 'unsolved', 'failed', 'reopen'], no: ['no', 'solved', 'close'] },
};
/** The wishes that may end a ticket. */
const CLOSING = ['solved', 'close', 'thanks'] as const;
type Closing = (typeof CLOSING)[number];
/** The most tickets of which one can be chosen to be closed. */
const MOST_ASKED = 3;

/** Checks whether an action answers a question about a ticket. */
export function endsTicket({ action }: CardAction): boolean {
  return action === 'close-ticket' || action === 'reopen-ticket' || action === 'keep-ticket';
}

/** Checks whether a wish may end a ticket. */
export function isClosing(wish: TicketWish | undefined): wish is Closing {
  return CLOSING.some((closing) => closing === wish);
}

/** Returns the press that words stand for after a question about a ticket; undefined where they are no answer to it. */
export function answerToQuestion({ state }: Turn, wish: TicketWish | undefined): Press | undefined {
  const { kind, buttons = [] } = state.lastCard ?? {};
  if (kind !== TICKET_QUESTION || !wish) return undefined;
  const acting = buttons.flatMap(({ card, data }) =>
    data.action === 'close-ticket' || data.action === 'reopen-ticket' ? [{ card, action: data }] : [],
  );
  const [first, ...more] = acting;
  if (!first) return undefined;
  const answers = ANSWERS[first.action.action];
  // Where it was asked which ticket is meant, "yes" names none.
  if (answers.yes.includes(wish)) return more.length === 0 ? first : undefined;
  const keep = buttons.find(({ data }) => data.action === 'keep-ticket');
  return answers.no.includes(wish) && keep ? { card: keep.card, action: keep.data } : undefined;
}

/** Asks whether the ticket is to be closed, where that makes sense; false where the words mean something else. */
export async function offerToClose(turn: Turn, wish: Closing): Promise<boolean> {
  const adds = isAdding(turn) && wish !== 'thanks';
  // A draft is not sent yet, so nobody has a ticket about it.
  if (isWritingToHelpdesk(turn) && !adds) return false;
  const tickets = (await ownTickets(turn)).filter(({ state }) => state !== 'closed');
  if (tickets.length === 0) return wish === 'close' && showEnded(turn);
  if (wish !== 'close' && !adds && !mayAsk(turn, tickets, wish)) return false;
  if (adds) {
    await turn.dc.cancelAllDialogs();
    appendToTicket(turn, turn.redact(turn.message.text));
  }
  turn.state.closingAsked = { tickets: tickets.map(({ number }) => number), answers: answersIn(tickets) };
  await askToClose(turn, tickets.slice(0, MOST_ASKED));
  return true;
}

/** Checks whether words that only hint at the end of a ticket may be asked about: once, and not where they answer something else. */
function mayAsk(turn: Turn, tickets: readonly Ticket[], wish: 'solved' | 'thanks'): boolean {
  if (problemOn(turn) !== undefined) return false;
  const asked = turn.state.closingAsked;
  const isSame = asked !== undefined && tickets.every(({ number }) => asked.tickets.includes(number));
  if (wish === 'solved') return !isSame || answersIn(tickets) > asked.answers;
  // Thanks for an answer of the assistant are about that, and those before any answer of the helpdesk are politeness.
  return !isSame && answersIn(tickets) > 0 && topicOf(turn)?.intent === undefined;
}

/** Shows the newest ticket, which is closed already; false where there is none. */
async function showEnded(turn: Turn): Promise<boolean> {
  if (!turn.tickets.ticket) return false;
  await showTicket(turn);
  return true;
}

/** Returns the tickets that words may be about, the newest first: while somebody of the helpdesk has one, it is that one. */
async function ownTickets(turn: Turn): Promise<Ticket[]> {
  const { ticket } = turn.tickets;
  return turn.isWithHelpdesk && ticket ? [ticket] : (await turn.tickets.loadAll()).reverse();
}

function answersIn(tickets: readonly Ticket[]): number {
  return tickets.flatMap(({ messages }) => messages).filter(({ by }) => by === 'agent').length;
}
