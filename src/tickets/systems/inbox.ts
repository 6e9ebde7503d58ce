import type { Store } from '../../store/store.ts';
import { inboxRowOf, LISTED, loadTicket, TICKETS } from '../ticket-rows.ts';
import { DeliveryError, type TicketSystem } from './ticket-system.ts';

/** The name of the inbox among the ticket systems. */
export const INBOX = 'inbox';

/** Another process changes a ticket once at a time; losing this often means that something else is wrong. */
const ATTEMPTS = 10;

/**
 * Opens the list on the helpdesk's own page as a ticket system. The store has the ticket and its messages already; a delivery adds
 * the row of the list, in one commit with the ticket as it is at that moment, so that the two never differ.
 */
export function openInbox(store: Store, retentionMs: number, base: string | undefined): TicketSystem {
  return {
    name: INBOX,
    async deliver({ ticket: { number } }) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const stored = await loadTicket(store, number);
        if (!stored) throw new DeliveryError(`ticket ${number} is not kept any more`, { isFinal: true });
        const { ticket, version, listed } = stored;
        const expiresAt = Date.now() + retentionMs;
        const isThere =
          listed !== null ||
          (await store.commit([
            { key: TICKETS + number, expected: version, value: ticket, expiresAt },
            { key: LISTED + number, expected: null, value: inboxRowOf(ticket), expiresAt },
          ]));
        if (isThere) return { id: number, page: `${base ?? ''}/helpdesk/tickets/${number}` };
      }
      throw new Error(`the row of ticket ${number} lost ${ATTEMPTS} races`);
    },
    // The helpdesk's agents change the ticket itself.
    async fetchUpdates() {
      return undefined;
    },
  };
}
