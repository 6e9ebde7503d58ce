import type { Store } from '../../store/store.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import type { TicketEventKind } from '../ticket-rows.ts';
import type { OutboxHandler, QueuedItem } from './outbox.ts';

/** Something of a ticket that its person is to hear. */
export interface TicketEvent {
  kind: TicketEventKind;
  ticket: Ticket;
  message?: TicketMessage | undefined;
}

/** Whether an event stands in the chat: it does, not yet, or the person has shut the assistant out. */
type ChatOutcome = 'reached' | 'notNow' | 'shutOut';

/**
 * Shows an event in the chat of the ticket's person. `id` names the delivery and `attempt` counts its attempts from 1, so that the
 * chat shows nothing twice.
 */
export type SendToChat = (
  event: TicketEvent,
  delivery: { id: string; attempt: number },
) => Promise<ChatOutcome>;

/** Brings what the helpdesk does and writes into the person's own chat; one that is no longer there is noted on the message. */
export function chatOutboxHandler(store: Store, send: SendToChat): OutboxHandler {
  return async (ticket, waiting) => {
    const { message: id, told } = waiting.item;
    if (!told) return undefined;
    const message = ticket.messages.find((one) => one.id === id);
    const isReached = await reaches({ kind: told, ticket, message }, waiting, store, send);
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
  { key, item }: QueuedItem,
  store: Store,
  send: SendToChat,
): Promise<boolean> {
  // A turn would make the talk anew that somebody has deleted.
  if (!(await store.get(`talk/${event.ticket.talk}`))) return false;
  const outcome = await send(event, { id: key, attempt: item.attempts });
  if (outcome === 'notNow')
    throw new DeliveryError(
      'The chat could not be reached; the log says why under the number of the ticket.',
    );
  return outcome === 'reached';
}
