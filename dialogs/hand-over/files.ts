import type { Turn } from '../../src/conversation/turn.ts';
import { toReadable } from '../../src/lib/email-address.ts';
import { contactOf, isOwn } from './desk.ts';

/** Returns that a file is not taken, and how to get one to the helpdesk nevertheless. */
export function noFilesNotice(turn: Turn): string {
  return [turn.say(turn.texts.messages.notices.noFiles), ...filesLine(turn)].join(' ');
}

/** Returns how to send a screenshot for a ticket, to the mailbox that is read or else to the own helpdesk; none where no address is known. */
export function screenshotLine(turn: Turn, number: string): string[] {
  const matched = filesLine(turn);
  if (matched.length > 0) return matched;
  const { email } = contactOf(turn, turn.content.network.helpdesk) ?? {};
  return email ? [turn.say(turn.texts.messages.sent.screenshot, { email, number })] : [];
}

/** Returns the sentence that says how to email a file for the person's ticket; none where it would not be matched to it. */
function filesLine(turn: Turn): string[] {
  const { ticket, filesTo } = turn.tickets;
  if (!ticket || filesTo === undefined || ticket.state === 'closed' || !isOwn(turn, ticket.desk)) return [];
  // Others in a group would read the address.
  if (ticket.email === undefined || turn.scope.isShared) return [];
  const values = { number: ticket.number, email: toReadable(ticket.email), address: filesTo };
  return [turn.say(turn.texts.messages.ticket.files, values)];
}
