import { INBOX } from '../systems/inbox.ts';
import type { Delivery, ExternalTicket, StateChange, TicketSystem } from '../systems/ticket-system.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import type { OutboxItem } from '../ticket-rows.ts';
import type { OutboxHandler } from './outbox.ts';

/** Returns the handler that delivers tickets, their messages and states to a ticket system, and notes on a ticket where it is there. */
export function systemOutboxHandler(system: TicketSystem): OutboxHandler {
  const { name, hasAgents } = system;
  // The inbox is not another system: it shows the ticket itself.
  const isElsewhere = name !== INBOX;
  return async (ticket, { item, lastTriedAt }, stopped) => {
    if (ticket.deletedIn?.includes(name)) return undefined;
    const place = ticket.elsewhere[name];
    const message = ticket.messages.find(({ id }) => id === item.message);
    const change = changeOf(item);
    const deliver: Deliver = (what) =>
      system.deliver({ ...what, triedBefore: item.attempts > 1, lastTriedAt }, stopped);
    // The system may have been set up after the ticket. Whoever reads email finds what was before in the inbox.
    const isMissing = hasAgents && !place && (message !== undefined || change !== undefined);
    const made = isMissing ? await makeWithHistory(deliver, ticket, { name, item }) : undefined;
    const external = await deliver({ ticket: withPlace(ticket, name, made), message, change });
    if (!isElsewhere || (place?.id === external.id && external.state === undefined)) return undefined;
    return (current) => withPlace(current, name, { ...made, ...external });
  };
}

type Deliver = (what: Pick<Delivery, 'ticket' | 'message' | 'change'>) => Promise<ExternalTicket>;

/** Makes a ticket in a system, with the messages before what an item delivers; returns its place. */
async function makeWithHistory(
  deliver: Deliver,
  ticket: Ticket,
  { name, item }: { name: string; item: OutboxItem },
): Promise<ExternalTicket> {
  const made = await deliver({ ticket });
  const placed = withPlace(ticket, name, made);
  for (const message of earlierMessages(ticket, item)) await deliver({ ticket: placed, message });
  return made;
}

/** Returns the messages before what an item delivers; those behind it have items of their own. */
function earlierMessages({ messages }: Ticket, { message, since }: OutboxItem): TicketMessage[] {
  const index = messages.findIndex(({ id }) => id === message);
  return index === -1 ? messages.filter(({ at }) => at < since) : messages.slice(0, index);
}

/** Returns a ticket on which it is noted where it is in a system. */
function withPlace(ticket: Ticket, name: string, external: ExternalTicket | undefined): Ticket {
  const { elsewhere } = ticket;
  if (!external) return ticket;
  return { ...ticket, elsewhere: { ...elsewhere, [name]: { seen: [], ...elsewhere[name], ...external } } };
}

function changeOf({ told }: OutboxItem): StateChange | undefined {
  return told === 'closed' || told === 'reopened' ? told : undefined;
}
