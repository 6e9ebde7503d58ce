import type { NetworkFile } from '../content/schema/structure.ts';
import { openTimeBetween } from './opening-hours.ts';
import { isPassedOn } from './passed-on.ts';
import type { InboxRow } from './ticket-rows.ts';

const MINUTE_MS = 60_000;

/** How long a person has waited for an answer while the desk was open, and how that is to be seen. */
export interface Wait {
  since: string;
  minutes: number;
  level: 'short' | 'long' | 'tooLong';
}

/**
 * Returns the wait behind a row of the inbox; undefined where nobody waits, or where a desk outside the network answers by
 * email, of which the inbox learns nothing.
 */
export function waitOf(row: InboxRow, network: NetworkFile, now: Date): Wait | undefined {
  const { contacts, helpdesk } = network;
  const since = waitsSince(row);
  if (since === undefined || isPassedOn(row, network)) return undefined;
  const { hours, waitsLongAfter = 0, waitsTooLongAfter = 0 } = contacts[row.desk] ?? contacts[helpdesk] ?? {};
  const from = new Date(since);
  const open = hours ? openTimeBetween(hours, from, now) : Math.max(0, now.getTime() - from.getTime());
  const minutes = Math.floor(open / MINUTE_MS);
  const level = minutes >= waitsTooLongAfter ? 'tooLong' : minutes >= waitsLongAfter ? 'long' : 'short';
  return { since, minutes, level };
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
