import { OUTBOX } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { type OutboxItem, outboxItemSchema, readableRows } from '../ticket-rows.ts';

/** An outbox item that was given up, with the key under which it can be retried. */
export interface DeadLetter extends OutboxItem {
  key: string;
}

/** Lists what could not be delivered to a ticket system or a chat, the oldest first. */
export async function listDeadLetters(store: Store): Promise<DeadLetter[]> {
  const entries = await store.list(OUTBOX);
  return readableRows(outboxItemSchema, entries)
    .map(({ key, value }) => ({ key, ...value }))
    .filter(({ isDead }) => isDead)
    .sort((a, b) => a.since.localeCompare(b.since));
}

/**
 * Makes an item that was given up due again. Returns false where it no longer exists or somebody else was faster. Its attempts are
 * not reset: the target may have it already, and a chat takes no turn twice.
 * @param expiresAt when the store may forget it, in milliseconds since 1970
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
