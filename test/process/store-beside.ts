import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { OUTBOX } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { outboxItemSchema } from '../../src/tickets/ticket-rows.ts';

const HOUR = 3_600_000;

/** Returns the address of a database that does not exist yet. */
export function newDatabase(): string {
  return `file:${join(mkdtempSync(join(tmpdir(), 'assistant-outage-')), 'talks.sqlite')}`;
}

/** Looks into the store, beside whatever process has it open. */
export async function inStore<T>(database: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** Returns what waits in the outbox. */
export function waiting(database: string) {
  return inStore(database, async (store) =>
    (await store.list(OUTBOX)).map(({ value }) => outboxItemSchema.parse(value)),
  );
}

/**
 * Lets the pause after a failure, the quarter of a minute that a dead process is waited for, and the minutes in which a ticket
 * system may still make what it was sent be over: a test need not wait that long. "Try again" in the inbox does the same.
 */
export function letPausesPass(database: string): Promise<void> {
  return inStore(database, async (store) => {
    const expiresAt = Date.now() + HOUR;
    for (const { key, value, version } of await store.list(OUTBOX)) {
      const due = { ...outboxItemSchema.parse(value), due: 0, triedAt: 0 };
      expect(await store.commit([{ key, expected: version, value: due, expiresAt }])).toBe(true);
    }
  });
}
