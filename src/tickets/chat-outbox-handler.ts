import type { ProactiveOutcome, ProactiveTurn } from '../channels/contract.ts';
import type { Store } from '../store/store.ts';
import type { OutboxHandler, Waiting } from './outbox.ts';
import type { Ticket, TicketMessage } from './ticket.ts';
import type { Told } from './ticket-rows.ts';
import { DeliveryError } from './ticket-system.ts';

/** Something of a ticket that its person is to hear. */
export interface TicketEvent {
  told: Told;
  ticket: Ticket;
  message?: TicketMessage | undefined;
}

/** Says it in the chat of a ticket's person, and tells what became of it. */
export type SayInChat = (event: TicketEvent, turn: ProactiveTurn) => Promise<ProactiveOutcome>;

/** Brings what the helpdesk does and writes into the person's own chat; one that is no longer there is noted on the message. */
export function chatOutboxHandler(store: Store, say: SayInChat): OutboxHandler {
  return async (ticket, waiting) => {
    const { message: id, told } = waiting.item;
    if (!told) return undefined;
    const message = ticket.messages.find((one) => one.id === id);
    const isReached = await reaches({ told, ticket, message }, waiting, store, say);
    if (!message) return undefined;
    const delivery = isReached ? 'delivered' : 'unreachable';
    return (current) => ({
      ...current,
      messages: current.messages.map((one) => (one.id === id ? { ...one, delivery } : one)),
    });
  };
}

async function reaches(
  event: TicketEvent,
  { key, item }: Waiting,
  store: Store,
  say: SayInChat,
): Promise<boolean> {
  // A turn would make the talk anew that somebody has deleted.
  if (!(await store.get(`talk/${event.ticket.talk}`))) return false;
  const outcome = await say(event, { id: key, attempt: item.attempts });
  if (outcome === 'notNow')
    throw new DeliveryError(
      'The chat could not be reached; the log says why under the number of the ticket.',
    );
  return outcome === 'reached';
}
