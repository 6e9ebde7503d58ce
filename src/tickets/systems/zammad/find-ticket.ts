import { setTimeout } from 'node:timers/promises';
import type { Ticket } from '../../ticket.ts';
import { type Delivery, DeliveryError } from '../ticket-system.ts';
import { numberTag } from '../ticket-texts.ts';
import type { ZammadClient } from './client.ts';
import type { TicketState } from './shapes.ts';
import { type FoundTicket, foundSchema, linksSchema, mergedSchema, ticketStateSchema } from './shapes.ts';

const MERGED = 'merged';
/** A ticket that was merged more often than that is not looked for any further. */
const MOST_MERGES = 5;

/** What is waited for before something may be made that an earlier attempt may still be making. */
export interface Settling {
  /** The time from the beginning of an attempt after which it makes nothing any more, in milliseconds. */
  settledMs: number;
  /** The time between two looks, in milliseconds. */
  lookMs: number;
}

/**
 * Returns what an earlier attempt has made. It is looked for again and again until that attempt can make nothing any more, since a
 * slow Zammad goes on after whoever asked has given up.
 */
export async function foundOnceSettled<T>(
  look: () => Promise<T | undefined>,
  { triedBefore, lastTriedAt = 0 }: Pick<Delivery, 'triedBefore' | 'lastTriedAt'>,
  { settledMs, lookMs }: Settling,
  stopped: AbortSignal | undefined,
): Promise<T | undefined> {
  if (!triedBefore) return undefined;
  for (;;) {
    const found = await look();
    const restMs = lastTriedAt + settledMs - Date.now();
    if (found !== undefined || restMs <= 0) return found;
    await setTimeout(Math.min(restMs, lookMs), undefined, { signal: stopped });
  }
}

/**
 * Finds a ticket by the number in its title, with a condition: that is asked of Zammad's database, while its full-text search knows
 * a new ticket only after a while. Where it is there twice, the newer one is merged into the older.
 */
export async function findTicket(client: ZammadClient, { number }: Ticket): Promise<FoundTicket | undefined> {
  const query = new URLSearchParams({
    'condition[ticket.title][operator]': 'contains',
    'condition[ticket.title][value]': number,
    expand: 'true',
  });
  const tickets = await client.get(`tickets/search?${query}`, foundSchema);
  const ours = tickets
    .filter(({ title }) => title.startsWith(numberTag(number)))
    .sort((one, other) => one.id - other.id);
  const [kept, ...spares] = ours.filter((each) => !isMerged(each));
  if (kept) for (const spare of spares) await merge(client, spare, kept);
  return kept ?? ours[0];
}

async function merge(client: ZammadClient, spare: FoundTicket, kept: FoundTicket): Promise<void> {
  const { result } = await client.put(`ticket_merge/${spare.id}/${kept.number}`, {}, mergedSchema);
  if (result !== 'success') throw new DeliveryError('Zammad did not merge a ticket that is there twice');
}

/** Checks whether a ticket was merged into another. */
export function isMerged({ state }: { state: string }): boolean {
  return state.toLowerCase() === MERGED;
}

/** Reads a ticket; of one that was merged, the one that it was merged into, where that can be found. */
export async function currentTicket(client: ZammadClient, id: string): Promise<TicketState> {
  const ticket = await readTicket(client, id);
  return (isMerged(ticket) && (await mergeTarget(client, ticket.id))) || ticket;
}

/** Reads a ticket. */
export function readTicket(client: ZammadClient, id: number | string): Promise<TicketState> {
  return client.get(`tickets/${id}?expand=true`, ticketStateSchema);
}

/** Finds the ticket that a ticket was merged into: a merge makes it the parent. Undefined where the link was removed. */
export async function mergeTarget(client: ZammadClient, id: number): Promise<TicketState | undefined> {
  let at = id;
  for (let merges = 0; merges < MOST_MERGES; merges++) {
    const { links } = await client.get(`links?link_object=Ticket&link_object_value=${at}`, linksSchema);
    const parent = links.find((link) => link.link_type === 'parent' && link.link_object === 'Ticket');
    if (!parent) return undefined;
    const ticket = await readTicket(client, parent.link_object_value);
    if (!isMerged(ticket)) return ticket;
    at = ticket.id;
  }
  return undefined;
}
