import { CONVERSATIONS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import type { TicketEventKind } from '../ticket-rows.ts';
import type { OutboxHandler, QueuedItem } from './outbox.ts';

/** Something that happened to a ticket and that the person is told in their chat. */
export interface TicketEvent {
  kind: TicketEventKind;
  ticket: Ticket;
  message?: TicketMessage | undefined;
}

/** The outcome for an event: it is in the chat, it failed for now, or the person has blocked the assistant. */
type ChatOutcome = 'reached' | 'failed' | 'blocked';

/**
 * Shows an event in the chat of the ticket's person. `id` names the delivery and `attempt` counts its attempts from 1, so that the
 * chat shows nothing twice.
 */
export type SendToChat = (
  event: TicketEvent,
  delivery: { id: string; attempt: number },
) => Promise<ChatOutcome>;

/** Returns the handler that shows ticket events in the person's chat and notes on a message whether it arrived there. */
export function chatOutboxHandler(store: Store, send: SendToChat): OutboxHandler {
  return async (ticket, queued, stopped) => {
    const { message: id, told: kind } = queued.item;
    if (!kind) return undefined;
    const message = ticket.messages.find((one) => one.id === id);
    stopped.throwIfAborted();
    const isReached = await reachesChat({ kind, ticket, message }, queued, store, send);
    if (!message) return undefined;
    const delivery = isReached ? 'delivered' : 'unreachable';
    return (current) => ({
      ...current,
      messages: current.messages.map((one) => (one.id === id ? { ...one, delivery } : one)),
    });
  };
}

/** Checks whether the event is in the chat; false where the chat is gone for good. @throws DeliveryError to try again later. */
async function reachesChat(
  event: TicketEvent,
  { key, item }: QueuedItem,
  store: Store,
  send: SendToChat,
): Promise<boolean> {
  // A turn would recreate a conversation that the person has deleted.
  if (!(await store.get(CONVERSATIONS + event.ticket.talk))) return false;
  const outcome = await send(event, { id: key, attempt: item.attempts });
  if (outcome === 'failed')
    throw new DeliveryError(
      'The chat could not be reached; the log says why under the number of the ticket.',
    );
  return outcome === 'reached';
}
