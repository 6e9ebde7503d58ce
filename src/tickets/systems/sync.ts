import { type Log, originOf } from '../../lib/log.ts';
import type { Agent, Ticket, TicketMessage } from '../ticket.ts';
import { CHAT, type NewOutboxItem, type TicketEventKind } from '../ticket-rows.ts';
import { type Change, returned, type Tickets } from '../tickets.ts';
import type { NewsTroubles } from './news-troubles.ts';
import { type AgentReply, DeliveryError, type TicketSystem, type TicketUpdates } from './ticket-system.ts';

/** For this long after it was closed, a ticket may be reopened in the other system. */
const REOPENABLE_MS = 7 * 24 * 60 * 60 * 1000;
/** After this many failures in a row the system counts as down; fewer mean that it no longer shows us these tickets. */
const DOWN_AFTER = 3;
const UNEXPECTED = 'Something unexpected went wrong; the log says where.';

export interface PullOptions {
  log: Log;
  /** Remembers which tickets gave no news. */
  troubles: NewsTroubles;
  /** Called with the number of a ticket whose page says something else about that now. */
  changed: (number: string) => void;
}

/** Pulls from another ticket system what happened to tickets there: replies go to the chats, and the tickets take over its states. */
export async function pullUpdates(
  system: TicketSystem,
  tickets: Tickets,
  { log, troubles, changed }: PullOptions,
  stopped: AbortSignal,
): Promise<void> {
  const since = new Date(Date.now() - REOPENABLE_MS).toISOString();
  const listed = (await tickets.list()).filter(
    ({ state, changedAt }) => state !== 'closed' || changedAt > since,
  );
  troubles.keepOnly(new Set(listed.map(({ number }) => number)));
  let failures = 0;
  for (const { number } of listed) {
    if (failures >= DOWN_AFTER || stopped.aborted) return;
    try {
      const ticket = await tickets.get(number);
      if (!ticket?.elsewhere[system.name]) continue;
      const updates = await system.fetchUpdates(ticket, stopped);
      failures = 0;
      if (troubles.over(number)) changed(number);
      if (updates)
        await tickets.change(number, (current) => withUpdates(current, ticket, system.name, updates));
    } catch (error) {
      if (stopped.aborted) return;
      const why = error instanceof DeliveryError ? error.message : undefined;
      log.error({ ...originOf(error), why, ticket: number, system: system.name }, 'no news of a ticket');
      failures += 1;
      if (!(error instanceof DeliveryError) || !error.isFinal) {
        if (troubles.failed(number, system.name, why ?? UNEXPECTED)) changed(number);
        continue;
      }
      failures = 0;
      if (troubles.over(number)) changed(number);
      // It was deleted there; from now on only the inbox has it.
      await tickets.change(number, (current) => ({ ticket: withoutSystem(current, system.name) }));
    }
  }
}

/** Returns a ticket with the updates from its system since it was asked about `asked`, and the events that the person is told. */
function withUpdates(ticket: Ticket, asked: Ticket, name: string, updates: TicketUpdates): Change {
  const external = ticket.elsewhere[name];
  if (!external) return { ticket };
  const { movedTo, passedOver = [] } = updates;
  const unseen = updates.replies.filter(({ id }) => !external.seen.includes(id));
  const known = external.state ?? 'open';
  // Where a change of ours has arrived there meanwhile, the state may be from before it.
  const there = known === (asked.elsewhere[name]?.state ?? 'open') ? updates.state : known;
  // The other system does not know that somebody has taken or closed the ticket in the inbox. Who has the ticket that this one was
  // merged into says nothing to the person, but that it is over does.
  const hasMoved = there !== known && (!movedTo || there === 'closed');
  if (unseen.length === 0 && !hasMoved && !movedTo) return { ticket };
  const messages = unseen.map(messageOf);
  const moved = hasMoved ? there : ticket.state;
  // As in the inbox, an agent who answers an open ticket takes it: otherwise the person's next words would not reach them.
  const state = moved === 'open' && messages.length > 0 ? 'taken' : moved;
  const seen = [...external.seen, ...unseen.map(({ id }) => id), ...passedOver];
  return {
    ticket: {
      ...withState(ticket, state, ticket.agent ?? { id: name, name: unseen[0]?.agent ?? name }),
      changedAt: new Date().toISOString(),
      messages: [...ticket.messages, ...messages],
      elsewhere: { ...ticket.elsewhere, [name]: { ...external, ...movedTo, state: there, seen } },
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

/** Returns a ticket in a state; one that is free waits again, and any other has an agent. */
function withState(ticket: Ticket, state: Ticket['state'], agent: Agent): Ticket {
  const { agent: _, handed: __, ...rest } = ticket;
  if (state !== 'open') return { ...rest, state, agent };
  return { ...(ticket.state === 'open' ? rest : returned(rest)), state };
}

/** Returns a ticket that is deleted in a system. */
function withoutSystem(ticket: Ticket, name: string): Ticket {
  const { [name]: _, ...elsewhere } = ticket.elsewhere;
  return { ...ticket, elsewhere, deletedIn: [...(ticket.deletedIn ?? []), name] };
}

function messageOf({ text, agent, isMailed = false }: AgentReply): TicketMessage {
  const at = new Date().toISOString();
  return {
    id: crypto.randomUUID(),
    text,
    by: 'agent',
    agent,
    at,
    delivery: 'waiting',
    ...(isMailed && { mailed: true }),
  };
}

function chatEvent(kind: TicketEventKind): NewOutboxItem {
  return { target: CHAT, told: kind };
}
