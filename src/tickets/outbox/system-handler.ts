import { INBOX } from '../systems/inbox.ts';
import type { TicketSystem } from '../systems/ticket-system.ts';
import type { OutboxHandler } from './outbox.ts';

/** Returns the handler that delivers tickets and their messages to a ticket system, and notes on a ticket where it is found there. */
export function systemOutboxHandler(system: TicketSystem): OutboxHandler {
  return async (ticket, { item }, stopped) => {
    const message = ticket.messages.find(({ id }) => id === item.message);
    const external = await system.deliver({ ticket, message, triedBefore: item.attempts > 1 }, stopped);
    // The inbox is not another system: it shows the ticket itself.
    const isElsewhere = system.name !== INBOX;
    if (!isElsewhere || ticket.elsewhere[system.name]?.id === external.id) return undefined;
    return (current) => ({
      ...current,
      elsewhere: { ...current.elsewhere, [system.name]: { seen: [], ...external } },
    });
  };
}
