import { type Log, originOf } from '../../lib/log.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import { CHAT, type NewOutboxItem } from '../ticket-rows.ts';
import { type Change, returned, type Tickets } from '../tickets.ts';
import { type AgentReply, DeliveryError, type TicketSystem, type TicketUpdates } from './ticket-system.ts';

/** So long after a ticket was closed it may be opened again in its system. */
const LOOKED_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
/** So many failures in a row say that the system is down; fewer, that it does not show us these tickets any more. */
const DOWN_AFTER = 3;

/** Takes over what happened to tickets in another ticket system: answers go into the chats, and the state comes back. */
export async function pullUpdates(
  system: TicketSystem,
  tickets: Tickets,
  log: Log,
  stopped: AbortSignal,
): Promise<void> {
  const since = new Date(Date.now() - LOOKED_AFTER_MS).toISOString();
  const listed = (await tickets.list()).filter(
    ({ state, changedAt }) => state !== 'closed' || changedAt > since,
  );
  let failures = 0;
  for (const { number } of listed) {
    if (failures >= DOWN_AFTER || stopped.aborted) return;
    try {
      const ticket = await tickets.get(number);
      if (!ticket?.elsewhere[system.name]) continue;
      const news = await system.fetchUpdates(ticket);
      failures = 0;
      if (news) await tickets.change(number, (current) => withUpdates(current, system.name, news));
    } catch (error) {
      const why = error instanceof DeliveryError ? error.message : undefined;
      log.error({ ...originOf(error), why, ticket: number, system: system.name }, 'no news of a ticket');
      failures += 1;
      if (!(error instanceof DeliveryError) || !error.isFinal) continue;
      failures = 0;
      // Deleted there; from now on the inbox alone has it.
      await tickets.change(number, (current) => ({ ticket: withoutSystem(current, system.name) }));
    }
  }
}

/** A ticket with the news from its system, and what its person is to hear of that. */
function withUpdates(ticket: Ticket, name: string, news: TicketUpdates): Change {
  const place = ticket.elsewhere[name];
  if (!place) return { ticket };
  const unseen = news.replies.filter(({ id }) => !place.seen.includes(id));
  // Somebody may have taken or closed the ticket in the inbox, of which the other system knows nothing.
  const hasMoved = news.state !== (place.state ?? 'open');
  if (unseen.length === 0 && !hasMoved) return { ticket };
  const [first] = unseen;
  const moved = hasMoved ? news.state : ticket.state;
  // As in the inbox, whoever answers an open ticket takes it: else what the person types would not reach them.
  const state = moved === 'open' && first ? 'taken' : moved;
  const messages = unseen.map(messageOf);
  const agent = ticket.agent ?? { id: name, name: first?.agent ?? name };
  const now = new Date().toISOString();
  const { agent: _, ...rest } = ticket.state !== 'open' && state === 'open' ? returned(ticket) : ticket;
  const seen = [...place.seen, ...unseen.map(({ id }) => id)];
  return {
    ticket: {
      ...rest,
      ...(state !== 'open' && { agent }),
      state,
      changedAt: now,
      ...(state !== 'open' && { answeredAt: ticket.answeredAt ?? now }),
      messages: [...ticket.messages, ...messages],
      elsewhere: { ...ticket.elsewhere, [name]: { ...place, state: news.state, seen } },
    },
    outgoing: [
      ...(ticket.state === 'open' && moved === 'taken' ? [chatEvent('taken')] : []),
      ...(ticket.state === 'closed' && state === 'taken' ? [chatEvent('reopened')] : []),
      ...messages.map(({ id }) => ({ ...chatEvent('answered'), message: id })),
      ...(ticket.state === 'taken' && state === 'open' ? [chatEvent('released')] : []),
      ...(ticket.state !== 'closed' && state === 'closed' ? [chatEvent('closed')] : []),
    ],
  };
}

function withoutSystem(ticket: Ticket, name: string): Ticket {
  const { [name]: _, ...elsewhere } = ticket.elsewhere;
  return { ...ticket, elsewhere };
}

function messageOf({ text, agent }: AgentReply): TicketMessage {
  const at = new Date().toISOString();
  return { id: crypto.randomUUID(), text, by: 'agent', agent, at, delivery: 'waiting' };
}

function chatEvent(what: NonNullable<NewOutboxItem['told']>): NewOutboxItem {
  return { target: CHAT, told: what };
}
