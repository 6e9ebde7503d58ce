import type { Store } from '../../store/store.ts';
import { OUTBOX, type OutboxItem, outboxItemSchema, readableRows } from '../ticket-rows.ts';

/** Something that was given up, with the key by which another try is asked for. */
export interface DeadLetter extends OutboxItem {
  key: string;
}

/** What could not be brought to its ticket system or to a person's chat, the oldest first. */
export async function listDeadLetters(store: Store): Promise<DeadLetter[]> {
  const entries = await store.list(OUTBOX);
  return readableRows(outboxItemSchema, entries)
    .map(({ key, value }) => ({ key, ...value }))
    .filter(({ isDead }) => isDead)
    .sort((a, b) => a.since.localeCompare(b.since));
}

/**
 * Puts something that was given up back among what is tried; false where it is not there or somebody was faster. It has been tried
 * before all the same: its target may have it, and a chat does not take the same turn twice.
 * @param expiresAt until when it is kept, in milliseconds since 1970
 */
export async function retryDeadLetter(store: Store, key: string, expiresAt: number): Promise<boolean> {
  const entry = key.startsWith(OUTBOX) ? await store.get(key) : undefined;
  if (!entry) return false;
  const item = outboxItemSchema.parse(entry.value);
  if (!item.isDead) return false;
  const { problem: _, ...rest } = item;
  const value: OutboxItem = { ...rest, isDead: false, due: 0 };
  return store.commit([{ key, expected: entry.version, value, expiresAt }]);
}
