import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { askToReopen } from '../../dialogs/hand-over/end-ticket.ts';
import { showTicket } from '../../dialogs/hand-over/ticket.ts';
import { problemOn } from '../../dialogs/stuck.ts';
import { topicOf } from '../conversation/topic.ts';
import type { Turn } from '../conversation/turn.ts';
import type { TicketWish } from '../understanding/ticket-wish.ts';
import { press } from './button.ts';
import type { Decider } from './decider.ts';
import { answerToQuestion, isClosing, offerToClose } from './ticket-question.ts';

/** Takes words by which a ticket ends or is opened again. What they say is always asked back before anything happens. */
export const ticketEnd: Decider = async (turn, { findTicketWish }) => {
  const { incoming, state, scope } = turn;
  if (incoming.kind !== 'text' || scope.isShared || state.ticket === undefined) return undefined;
  const wish = findTicketWish(turn.message.toUnderstand);
  if (!wish) return undefined;
  const answer = answerToQuestion(turn, wish);
  if (answer) return press(turn, answer);
  const isAsked = await (isClosing(wish) ? offerToClose(turn, wish) : offerToReopen(turn, wish));
  return isAsked ? { deactivate: 'none' } : undefined;
};

/** Asks whether the newest ticket is to be opened again; false where the words mean something else. */
async function offerToReopen(turn: Turn, wish: TicketWish): Promise<boolean> {
  const { ticket } = turn.tickets;
  if (!ticket || isWritingToHelpdesk(turn) || !isAboutTicket(turn, wish)) return false;
  if (ticket.state !== 'closed' && wish !== 'reopen') return false;
  await (ticket.state === 'closed' ? askToReopen(turn, ticket) : showTicket(turn));
  return true;
}

/** Checks whether words such as "not solved" are about a ticket: an answer or a remedy that has just been shown comes first. */
function isAboutTicket(turn: Turn, wish: TicketWish): boolean {
  if (wish === 'reopen') return true;
  if (problemOn(turn) !== undefined || topicOf(turn)?.intent !== undefined) return false;
  const { toldLast, lastCard } = turn.state;
  return wish === 'unsolved' || (wish === 'failed' && (toldLast === true || lastCard?.kind === 'ticket'));
}
