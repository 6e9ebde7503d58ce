import type { Request } from 'restify';
import { z } from 'zod';
import { readQuery } from '../../http/read-request.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import { listSearch, readListQuery } from './inbox/selection.ts';

/** The part of the address of a ticket that is its number. */
export const ticketParams = z.object({ number: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/) });

/** Finds the ticket whose number is in the address; undefined where there is none, or it is no longer kept. */
export async function ticketOf(tickets: Tickets, request: Request): Promise<Ticket | undefined> {
  const { data } = ticketParams.safeParse(request.params);
  return data && tickets.get(data.number);
}

/**
 * Returns the address of a ticket, or of an action on it.
 * @param list the query of the list that it was opened from, so that the way back leads there
 */
export function ticketAddress(
  number: string,
  list: string,
  action?: string,
  more: Record<string, string> = {},
): string {
  const path = `/helpdesk/tickets/${number}${action === undefined ? '' : `/${action}`}`;
  const search = new URLSearchParams({ ...more, ...(list !== '' && { list }) });
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Returns the query of the list that a ticket was opened from, without anything that no list has. */
export function listOf(request: Request): string {
  const list = new URLSearchParams(readQuery(request).get('list') ?? '');
  return new URLSearchParams(listSearch(readListQuery(list))).toString();
}
