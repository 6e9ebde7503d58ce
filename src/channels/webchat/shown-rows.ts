import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Row, rowSchema } from './packs/packs.ts';

/** Long enough for a client that polls, or reconnects, to see a reply as it was sent. */
const SHOWN_MS = 60_000;

/** A row in full, and the hash of the row that is stored in its place. */
export const shownRowSchema = z.object({ stored: z.string(), row: rowSchema });
export type ShownRow = z.infer<typeof shownRowSchema>;

/** Keeps the rows that are shown in full and stored with less, as after a phone number: in memory, and only for a minute. */
export class ShownRows {
  readonly #rows = new Map<string, ShownRow>();

  add(shown: ShownRow): void {
    const { id } = shown.row;
    this.#rows.set(id, shown);
    setTimeout(() => this.#rows.delete(id), SHOWN_MS).unref();
  }

  /** Returns a row in full. A turn that lost a race may have shown another one under the same id, which nobody has stored. */
  inFull(row: Row): Row {
    const shown = this.#rows.get(row.id);
    return shown && shown.stored === hashOf(row) ? shown.row : row;
  }

  forget(conversation: string): void {
    for (const id of this.#rows.keys()) if (id.startsWith(`${conversation}|`)) this.#rows.delete(id);
  }
}

/** Returns the hash by which a stored row is known again; a row that was read has its fields in another order. */
export function hashOf(row: Row): string {
  const sorted = Object.fromEntries(Object.entries(row).sort());
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64');
}
