import { z } from 'zod';

/** The part of the address of a ticket that is its number. */
export const ticketParams = z.object({ number: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/) });

/**
 * Returns the address of a ticket, or of an action on it.
 * @param list the query of the list that it was opened from, so that the way back leads there
 */
export function ticketAddress(number: string, list: string, action?: string): string {
  const path = `/helpdesk/tickets/${number}${action === undefined ? '' : `/${action}`}`;
  return list === '' ? path : `${path}?${new URLSearchParams({ list })}`;
}
