import type { NetworkFile } from '../content/schema/structure.ts';
import type { Ticket } from './ticket.ts';

/**
 * Checks whether a ticket was passed on to a desk outside the network, which answers by email, and nobody of the network's own
 * helpdesk has taken it.
 */
export function isPassedOn(
  { state, desk }: Pick<Ticket, 'state' | 'desk'>,
  { contacts, helpdesk }: Pick<NetworkFile, 'contacts' | 'helpdesk'>,
): boolean {
  return state === 'open' && desk !== helpdesk && contacts[desk] !== undefined;
}
