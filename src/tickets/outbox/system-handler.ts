import { INBOX } from '../systems/inbox.ts';
import type { TicketSystem } from '../systems/ticket-system.ts';
import type { OutboxHandler } from './outbox.ts';

/** Brings tickets, and what their people add to them, to a ticket system, and notes where they are there. */
export function systemOutboxHandler(system: TicketSystem): OutboxHandler {
  return async (ticket, { item }) => {
    const message = ticket.messages.find(({ id }) => id === item.message);
    const place = await system.deliver({ ticket, message, triedBefore: item.attempts > 1 });
    // The inbox is no other place: what it shows is the ticket itself.
    const isElsewhere = system.name !== INBOX;
    if (!isElsewhere || ticket.elsewhere[system.name]?.id === place.id) return undefined;
    return (current) => ({
      ...current,
      elsewhere: { ...current.elsewhere, [system.name]: { seen: [], ...place } },
    });
  };
}
