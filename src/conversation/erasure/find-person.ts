import { z } from 'zod';
import { cleanAddress, isEmail, toAscii } from '../../lib/email-address.ts';
import { CONVERSATIONS, TICKETS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { findTickets, type OwnedTicket, pagesOf, rowsBefore } from './personal-rows.ts';

/** A channel may keep several messages in one row, and then says how many. */
const severalSchema = z.looseObject({ count: z.number() });

/** What is kept of a conversation that an operator may erase. */
export interface FoundConversation {
  id: string;
  /** True where its record is kept: the place in the guide, the choices and what was said last. */
  hasRecord: boolean;
  /** The number of messages, and of copies of records that could not be read. */
  rows: number;
  tickets: OwnedTicket[];
}

/**
 * Finds the conversations of a person by what an operator is told: the id of a conversation or of a person in Teams, the number
 * of a ticket, or the email address that stands in a ticket or in one that was not sent.
 */
export async function findPerson(store: Store, given: string): Promise<FoundConversation[]> {
  const address = cleanAddress(given);
  const ids = isEmail(address)
    ? await idsByEmail(store, address)
    : [...(await idsNamed(store, given)), ...(await ownerOf(store, given))];
  const found = await Promise.all([...new Set(ids)].map((id) => describeConversation(store, id)));
  return found.filter(({ hasRecord, rows, tickets }) => hasRecord || rows > 0 || tickets.length > 0);
}

async function describeConversation(store: Store, id: string): Promise<FoundConversation> {
  let rows = 0;
  for await (const page of rowsBefore(store, id, Number.POSITIVE_INFINITY))
    for (const { value } of page) rows += severalSchema.safeParse(value).data?.count ?? 1;
  return {
    id,
    hasRecord: (await store.get(CONVERSATIONS + id)) !== undefined,
    rows,
    tickets: await findTickets(store, ({ talk }) => talk === id),
  };
}

async function idsByEmail(store: Store, given: string): Promise<string[]> {
  const address = given.toLowerCase();
  // A ticket holds it as mail is sent to it, a draft as it was typed.
  const sentTo = toAscii(address);
  const tickets = await findTickets(store, ({ email }) => email?.toLowerCase() === sentTo);
  return [...tickets.map(({ talk }) => talk), ...(await idsOfDrafts(store, address))];
}

/** Finds the conversations in which an address was written into a ticket that was not sent. */
async function idsOfDrafts(store: Store, address: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pagesOf(store, CONVERSATIONS))
    for (const { key, value } of page)
      if (JSON.stringify(value).toLowerCase().includes(JSON.stringify(address)))
        ids.push(key.slice(CONVERSATIONS.length));
  return ids;
}

/** Finds the conversations with an id as the web chat or Teams says it; with a person's, those of that person in groups. */
async function idsNamed(store: Store, given: string): Promise<string[]> {
  const ids = [given, `teams/${given}`];
  for await (const page of pagesOf(store, CONVERSATIONS))
    for (const { key } of page) if (key.endsWith(`/${given}`)) ids.push(key.slice(CONVERSATIONS.length));
  return ids;
}

async function ownerOf(store: Store, number: string): Promise<string[]> {
  const entry = await store.get(TICKETS + number.toUpperCase());
  const { data } = z.looseObject({ talk: z.string() }).safeParse(entry?.value);
  return data ? [data.talk] : [];
}
