import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { CONVERSATIONS, HISTORY, LISTED, OUTBOX, TICKETS, UNREADABLE } from '../../store/keys.ts';
import type { Entry, Store } from '../../store/store.ts';
import { deletionOf, remove, update } from '../../store/update.ts';

/** Rows that are read and deleted at once, so that no other turn waits long. */
const PAGE = 200;

/** The parts of a ticket by which its person is known; a ticket that a later version wrote has them as well. */
const ownedTicketSchema = z.looseObject({
  number: z.string(),
  state: z.string(),
  talk: z.string(),
  email: z.string().optional(),
  elsewhere: z.record(z.string(), z.unknown()).default({}),
});
export type OwnedTicket = z.infer<typeof ownedTicketSchema>;

/** Finds the tickets of a person among all, since a conversation's record does not have to name them all. */
export async function findTickets(
  store: Store,
  isTheirs: (ticket: OwnedTicket) => boolean,
): Promise<OwnedTicket[]> {
  const found: OwnedTicket[] = [];
  for await (const page of pagesOf(store, TICKETS))
    for (const { value } of page) {
      const { data } = ownedTicketSchema.safeParse(value);
      if (data && isTheirs(data)) found.push(data);
    }
  return found;
}

/** Deletes a ticket, its row in the inbox and everything that waits to be delivered for it, in one commit. */
export function deleteTicket(store: Store, number: string): Promise<void> {
  return update(store, `deleting ticket ${number}`, async () => {
    const rows = await Promise.all([
      store.get(TICKETS + number),
      store.get(LISTED + number),
      outboxItemsOf(store, number),
    ]);
    const found = rows.flat().filter((row) => row !== undefined);
    return { writes: found.map(deletionOf), result: undefined };
  });
}

/** Returns the rows of a conversation, besides its record, that were written before a version; one page after the other. */
export async function* rowsBefore(
  store: Store,
  conversation: string,
  version: number,
): AsyncGenerator<Entry[]> {
  const copies = `${UNREADABLE}${CONVERSATIONS}${conversation}/`;
  // The id of another conversation may go on where this one ends.
  for (const prefix of [`${HISTORY}${conversation}/`, copies])
    for await (const page of pagesOf(store, prefix))
      yield page.filter((row) => row.version < version && /^\d+$/.test(row.key.slice(prefix.length)));
}

/** Deletes rows; one that somebody else has deleted meanwhile holds up none of the others. */
export async function deleteRows(store: Store, rows: readonly Entry[]): Promise<void> {
  if (rows.length === 0 || (await store.commit(rows.map(deletionOf)))) return;
  for (const row of rows) await remove(store, row);
}

/** Returns what waits to be delivered for a ticket, to whatever target. */
async function outboxItemsOf(store: Store, number: string): Promise<Entry[]> {
  const items = await store.list(OUTBOX);
  return items.filter(({ key }) => key.slice(OUTBOX.length).split('/')[1] === number);
}

/** Returns the entries below a prefix, one page after the other; others are served in between. */
export async function* pagesOf(store: Store, prefix: string): AsyncGenerator<Entry[]> {
  let page = await store.list(prefix, '', PAGE);
  while (page.length > 0) {
    yield page;
    // SQLite answers at once: without a pause nobody else would be served until the last page.
    await setImmediate();
    page = await store.list(prefix, page.at(-1)?.key, PAGE);
  }
}
