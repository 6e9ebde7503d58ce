import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CONVERSATIONS, ERASURES } from '../../store/keys.ts';
import { NEVER, type Store, type Write } from '../../store/store.ts';
import { deletionOf, remove, update } from '../../store/update.ts';
import { deleteRows, deleteTicket, findTickets, type OwnedTicket, rowsBefore } from './personal-rows.ts';

const erasureSchema = z.object({
  version: z.literal(1),
  /** The id of the conversation whose rows are to be deleted. */
  conversation: z.string(),
  /** The numbers of the tickets that are to be deleted. */
  tickets: z.array(z.string()),
});

/** An erasure that is ready to begin. */
export interface ErasurePlan {
  /** The key of the note that is kept until everything is deleted. */
  key: string;
  /** The write of that note, to be committed together with the end of the conversation's record. */
  note: Write;
  /** The tickets that stay. */
  kept: OwnedTicket[];
  /** The numbers of the tickets that are deleted. */
  deleted: string[];
}

/**
 * Plans the erasure of a person's conversation. It takes more than one commit where there is much to delete: the first notes what
 * is to be done and ends the record, so that nothing is orphaned and the rest can be done again after a crash.
 */
export async function planErasure(
  store: Store,
  conversation: string,
  { keepsOpenTickets }: { keepsOpenTickets: boolean },
): Promise<ErasurePlan> {
  const tickets = await findTickets(store, ({ talk }) => talk === conversation);
  const stays = ({ state }: OwnedTicket) => keepsOpenTickets && state !== 'closed';
  const deleted = tickets.filter((ticket) => !stays(ticket)).map(({ number }) => number);
  const key = ERASURES + randomUUID();
  const value: z.input<typeof erasureSchema> = { version: 1, conversation, tickets: deleted };
  return {
    key,
    note: { key, expected: null, value, expiresAt: NEVER },
    kept: tickets.filter(stays),
    deleted,
  };
}

/** Deletes what the note of an erasure names, and the note at the end. Whatever was written after the note stays. */
export async function completeErasure(store: Store, key: string): Promise<void> {
  const note = await store.get(key);
  if (!note) return;
  const { success, data } = erasureSchema.safeParse(note.value);
  // A later version noted it, and completes it.
  if (!success) return;
  const { conversation, tickets } = data;
  for (const number of tickets) await deleteTicket(store, number);
  for await (const rows of rowsBefore(store, conversation, note.version)) await deleteRows(store, rows);
  // Rows that have expired are no longer seen, but they are still there.
  await store.purge();
  await remove(store, note);
  await store.scrub();
}

/** Completes the erasures that a crash or a fault of the store has interrupted. */
export async function completeErasures(store: Store): Promise<void> {
  const notes = await store.list(ERASURES);
  for (const { key } of notes) await completeErasure(store, key);
}

/**
 * Erases a conversation with its tickets for the operator, and returns the numbers of the tickets.
 * @param closing returns the rows by which its channel closes the conversation
 */
export async function eraseConversation(
  store: Store,
  conversation: string,
  closing: () => Promise<Write[]>,
): Promise<string[]> {
  const plan = await update(store, `the erasure of conversation ${conversation}`, async () => {
    const record = await store.get(CONVERSATIONS + conversation);
    const planned = await planErasure(store, conversation, { keepsOpenTickets: false });
    const ended = record ? [deletionOf(record)] : [];
    return { writes: [planned.note, ...ended, ...(await closing())], result: planned };
  });
  await completeErasure(store, plan.key);
  return plan.deleted;
}
