import { countOfFirstAnswer } from '../analytics/answer-time.ts';
import type { Count } from '../analytics/count.ts';
import type { NetworkFile } from '../content/schema/structure.ts';
import { firstAnswerAt, type Ticket } from '../tickets/ticket.ts';
import { deskTimeBetween } from '../tickets/wait.ts';

/** Returns what a change of a ticket counts as: its first answer, or that it is open again. */
export function countsOfChange(before: Ticket, after: Ticket, network: NetworkFile): Count[] {
  const { desk, openedAt, state } = after;
  const answeredAt = firstAnswerAt(before) === undefined ? firstAnswerAt(after) : undefined;
  const isReopened = before.state === 'closed' && state !== 'closed';
  return [
    ...(answeredAt === undefined
      ? []
      : [countOfFirstAnswer(desk, deskTimeBetween(network, desk, new Date(openedAt), new Date(answeredAt)))]),
    ...(isReopened ? [{ what: 'ticket-reopened', of: desk } as const] : []),
  ];
}
