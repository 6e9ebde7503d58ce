import { LISTED, TICKETS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { update } from '../../store/update.ts';
import { inboxRowOf, loadTicket } from '../ticket-rows.ts';
import { DeliveryError, type TicketSystem } from './ticket-system.ts';

/** The name of the inbox among the ticket systems. */
export const INBOX = 'inbox';

/**
 * Opens the list on the helpdesk's own page as a ticket system. The store has the ticket and its messages already; a delivery adds
 * the row of the list, in one commit with the ticket as it is at that moment, so that the two never differ.
 */
export function openInbox(store: Store, retentionMs: number, base: string | undefined): TicketSystem {
  return {
    name: INBOX,
    deliver({ ticket: { number } }) {
      return update(store, `the row of ticket ${number}`, async () => {
        const stored = await loadTicket(store, number);
        if (!stored) throw new DeliveryError(`ticket ${number} is not kept any more`, { isFinal: true });
        const { ticket, version, listed } = stored;
        const expiresAt = Date.now() + retentionMs;
        const isListed = listed !== null;
        const writes = [
          { key: TICKETS + number, expected: version, value: ticket, expiresAt },
          { key: LISTED + number, expected: null, value: inboxRowOf(ticket), expiresAt },
        ];
        return {
          writes: isListed ? [] : writes,
          result: { id: number, page: `${base ?? ''}/helpdesk/tickets/${number}` },
        };
      });
    },
    // The helpdesk's agents change the ticket itself.
    async fetchUpdates() {
      return undefined;
    },
  };
}
