import type { NetworkFile } from '../content/schema/structure.ts';
import { openTimeCounter } from './opening-hours.ts';
import type { InboxRow } from './ticket-rows.ts';

const MINUTE_MS = 60_000;

/** How long a person has waited for an answer while the desk was open, and how that is to be seen. */
export interface Wait {
  since: string;
  minutes: number;
  level: 'short' | 'long' | 'tooLong';
}

/**
 * Returns the function that counts the wait behind a row of the inbox; undefined where nobody waits, or where a desk outside
 * the network answers by email, of which the inbox learns nothing.
 */
export function waitCounter(
  rows: readonly InboxRow[],
  { contacts, helpdesk }: NetworkFile,
  now: Date,
): (row: InboxRow) => Wait | undefined {
  const contactOf = (desk: string) => contacts[desk] ?? contacts[helpdesk];
  const earliest = new Map<string, string>();
  for (const row of rows) {
    const since = waitsSince(row);
    if (since !== undefined && since < (earliest.get(row.desk) ?? now.toISOString()))
      earliest.set(row.desk, since);
  }
  const counters = new Map(
    [...earliest].map(([desk, since]) => {
      const hours = contactOf(desk)?.hours;
      return [desk, hours ? openTimeCounter(hours, new Date(since), now) : undefined];
    }),
  );
  return (row) => {
    const since = waitsSince(row);
    const isElsewhere = row.state === 'open' && row.desk !== helpdesk && contacts[row.desk] !== undefined;
    if (since === undefined || isElsewhere) return undefined;
    const from = new Date(since);
    const count = counters.get(row.desk) ?? ((moment: Date) => Math.max(0, now.getTime() - moment.getTime()));
    const minutes = Math.floor(count(from) / MINUTE_MS);
    const { waitsLongAfter = 0, waitsTooLongAfter = 0 } = contactOf(row.desk) ?? {};
    const level = minutes >= waitsTooLongAfter ? 'tooLong' : minutes >= waitsLongAfter ? 'long' : 'short';
    return { since, minutes, level };
  };
}

/** Returns since when the person waits; rows of earlier versions only know when the ticket was opened or given back. */
function waitsSince({
  waitsForUs,
  unansweredSince,
  waitsSince: returned,
  openedAt,
}: InboxRow): string | undefined {
  return waitsForUs ? (unansweredSince ?? returned ?? openedAt) : undefined;
}
