import { OUTBOX } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { TOLD_AFTER, type Trouble } from '../systems/news-troubles.ts';
import { type OutboxItem, outboxItemSchema, readableRows } from '../ticket-rows.ts';

/** An outbox item that was given up, with the key under which it can be retried. */
export interface DeadLetter extends OutboxItem {
  key: string;
}

/** What has not been delivered to a ticket system or a chat, the oldest first. */
export interface Undelivered {
  /** Given up until somebody retries it. */
  deadLetters: DeadLetter[];
  /** Failed again and again, and tried again by itself. */
  delayed: Trouble[];
}

/** Lists what could not be delivered, and what has failed so often that people should know. */
export async function listUndelivered(store: Store): Promise<Undelivered> {
  const entries = await store.list(OUTBOX);
  const items = readableRows(outboxItemSchema, entries)
    .map(({ key, value }) => ({ key, ...value }))
    .sort((a, b) => a.since.localeCompare(b.since));
  return {
    deadLetters: items.filter(({ isDead }) => isDead),
    delayed: items.flatMap(({ ticket, target, problem, attempts, since, isDead, failures = 0 }) =>
      !isDead && problem !== undefined && failures >= TOLD_AFTER
        ? [{ ticket, target, problem, attempts, since }]
        : [],
    ),
  };
}

/** Lists what was given up, the oldest first. */
export async function listDeadLetters(store: Store): Promise<DeadLetter[]> {
  return (await listUndelivered(store)).deadLetters;
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
