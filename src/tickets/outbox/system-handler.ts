import { INBOX } from '../systems/inbox.ts';
import type { StateChange, TicketSystem } from '../systems/ticket-system.ts';
import type { OutboxItem } from '../ticket-rows.ts';
import type { OutboxHandler } from './outbox.ts';

/** Returns the handler that delivers tickets, their messages and states to a ticket system, and notes on a ticket where it is there. */
export function systemOutboxHandler(system: TicketSystem): OutboxHandler {
  const { name, hasAgents } = system;
  // The inbox is not another system: it shows the ticket itself.
  const isElsewhere = name !== INBOX;
  return async (ticket, { item, lastTriedAt }, stopped) => {
    const place = ticket.elsewhere[name];
    const message = ticket.messages.find(({ id }) => id === item.message);
    const change = changeOf(item);
    // Its agents have deleted the ticket. A system without agents, such as email, may have been set up after the ticket.
    if (hasAgents && (message || change) && !place) return undefined;
    const triedBefore = item.attempts > 1;
    const external = await system.deliver({ ticket, message, change, triedBefore, lastTriedAt }, stopped);
    if (!isElsewhere || (place?.id === external.id && external.state === undefined)) return undefined;
    return (current) => ({
      ...current,
      elsewhere: { ...current.elsewhere, [name]: { seen: [], ...current.elsewhere[name], ...external } },
    });
  };
}

function changeOf({ told }: OutboxItem): StateChange | undefined {
  return told === 'closed' || told === 'reopened' ? told : undefined;
}
