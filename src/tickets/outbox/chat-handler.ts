import { z } from 'zod';
import { CONVERSATIONS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import type { Ticket, TicketMessage } from '../ticket.ts';
import type { TicketEventKind } from '../ticket-rows.ts';
import type { OutboxHandler, QueuedItem } from './outbox.ts';
import { GIVE_UP_MS } from './retry-policy.ts';

/** Something that happened to a ticket and that the person is told in their chat. */
export interface TicketEvent {
  kind: TicketEventKind;
  ticket: Ticket;
  message?: TicketMessage | undefined;
}

/** The outcome for an event: it is in the chat, it failed for now, the chat takes nothing for now, or it is gone for good. */
type ChatOutcome = 'reached' | 'failed' | 'refused' | 'blocked';

/** The part of a conversation's state that says where its newest message came from. */
const whereSchema = z.object({ address: z.record(z.string(), z.unknown()).optional().catch(undefined) });

const PROBLEMS = {
  failed: 'The chat could not be reached; the log says why under the number of the ticket.',
  refused:
    'The chat takes no messages for this person: they have blocked or removed the app, or their chat has moved. It is tried again by itself, and as soon as they write. If it is so for everybody, check the bot at Microsoft, and BOT_ID.',
};

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
    const deliveredAt = new Date().toISOString();
    const outcome = await outcomeOf({ kind, ticket, message }, queued, store, send);
    if (outcome === 'failed' || outcome === 'refused') {
      // Nobody misses an old notice; an answer waits until the person is back, or for somebody at the helpdesk.
      if (!message && Date.now() - Date.parse(queued.item.since) > GIVE_UP_MS) return undefined;
      throw new DeliveryError(PROBLEMS[outcome], { change: message && withDelivery(message.id, 'late') });
    }
    if (outcome !== 'reached') return message && withDelivery(message.id, 'unreachable');
    return message && withDelivery(message.id, 'delivered', deliveredAt);
  };
}

/** Returns the change that notes on a message whether it is in the chat. */
function withDelivery(
  id: string,
  delivery: TicketMessage['delivery'],
  deliveredAt?: string,
): (ticket: Ticket) => Ticket {
  const delivered = { delivery, ...(deliveredAt !== undefined && { deliveredAt }) };
  return (ticket) =>
    ticket.messages.some((one) => one.id === id && one.delivery !== delivery)
      ? {
          ...ticket,
          messages: ticket.messages.map((one) => (one.id === id ? { ...one, ...delivered } : one)),
        }
      : ticket;
}

/** Shows the event where the person wrote last. */
async function outcomeOf(
  event: TicketEvent,
  { key, item }: QueuedItem,
  store: Store,
  send: SendToChat,
): Promise<ChatOutcome> {
  // A turn would recreate a conversation that the person has deleted.
  const entry = await store.get(CONVERSATIONS + event.ticket.talk);
  if (!entry) return 'blocked';
  const address = whereSchema.safeParse(entry.value).data?.address ?? event.ticket.address;
  return send({ ...event, ticket: { ...event.ticket, address } }, { id: key, attempt: item.attempts });
}
