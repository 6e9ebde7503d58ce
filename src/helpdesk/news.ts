import { type Log, originOf } from '../log.ts';
import type { Ticket, TicketMessage } from './ticket.ts';
import { CHAT, type Outgoing } from './ticket-rows.ts';
import { type Answer, DeliveryError, type News, type TicketSystem } from './ticket-system.ts';
import type { Change, Tickets } from './tickets.ts';

/** So long after a ticket was closed it may be opened again in its system. */
const LOOKED_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
/** So many failures in a row say that the system is down; fewer, that it does not show us these tickets any more. */
const DOWN_AFTER = 3;

/** Takes over what happened to tickets in another ticket system: answers go into the chats, and the state comes back. */
export async function takeOver(
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
      const news = await system.news(ticket);
      failures = 0;
      if (news) await tickets.change(number, (current) => withNews(current, system.name, news));
    } catch (error) {
      const why = error instanceof DeliveryError ? error.message : undefined;
      log.error({ ...originOf(error), why, ticket: number, system: system.name }, 'no news of a ticket');
      failures += 1;
      if (!(error instanceof DeliveryError) || !error.isFinal) continue;
      failures = 0;
      // Deleted there; from now on the inbox alone has it.
      await tickets.change(number, (current) => ({ ticket: withoutPlace(current, system.name) }));
    }
  }
}

/**
 * A ticket with the news from its system, and what its person is to hear of that. Only a state that is new there counts: what was done
 * in the inbox meanwhile, of which the other system knows nothing, stays done.
 */
function withNews(ticket: Ticket, name: string, { state: there, answers }: News): Change {
  const place = ticket.elsewhere[name];
  const unseen = answers.filter(({ id }) => place && !place.seen.includes(id));
  const isMoved = there !== (place?.state ?? 'open');
  if (!place || (unseen.length === 0 && !isMoved)) return { ticket };
  const state = isMoved ? there : ticket.state;
  const messages = unseen.map(messageOf);
  const [first] = unseen;
  const agent = ticket.agent ?? { id: name, name: first?.agent ?? name };
  const now = new Date().toISOString();
  const { agent: _, ...rest } = ticket;
  return {
    ticket: {
      ...rest,
      ...(state !== 'open' && { agent }),
      state,
      changedAt: now,
      ...((state !== 'open' || first) && { answeredAt: ticket.answeredAt ?? now }),
      messages: [...ticket.messages, ...messages],
      elsewhere: {
        ...ticket.elsewhere,
        [name]: { ...place, state: there, seen: [...place.seen, ...unseen.map(({ id }) => id)] },
      },
    },
    outgoing: [
      ...(ticket.state === 'open' && state === 'taken' ? [told('taken')] : []),
      ...(ticket.state === 'closed' && state === 'taken' ? [told('reopened')] : []),
      ...messages.map(({ id }) => ({ ...told('answered'), message: id })),
      ...(ticket.state === 'taken' && state === 'open' ? [told('released')] : []),
      ...(ticket.state !== 'closed' && state === 'closed' ? [told('closed')] : []),
    ],
  };
}

function withoutPlace(ticket: Ticket, name: string): Ticket {
  const { [name]: _, ...elsewhere } = ticket.elsewhere;
  return { ...ticket, elsewhere };
}

function messageOf({ text, agent }: Answer): TicketMessage {
  const at = new Date().toISOString();
  return { id: crypto.randomUUID(), text, by: 'agent', agent, at, delivery: 'waiting' };
}

function told(what: NonNullable<Outgoing['told']>): Outgoing {
  return { target: CHAT, told: what };
}
