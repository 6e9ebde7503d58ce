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
  const { waitsLongAfter = 0, waitsTooLongAfter = 0 } = contacts[row.desk] ?? contacts[helpdesk] ?? {};
  const minutes = Math.floor(deskTimeBetween(network, row.desk, new Date(since), now) / MINUTE_MS);
  const level = minutes >= waitsTooLongAfter ? 'tooLong' : minutes >= waitsLongAfter ? 'long' : 'short';
  return { since, minutes, level };
}

/** Returns for how many milliseconds a desk was open between two moments; one without opening hours always is. */
export function deskTimeBetween(
  { contacts, helpdesk }: Pick<NetworkFile, 'contacts' | 'helpdesk'>,
  desk: string,
  from: Date,
  until: Date,
): number {
  const { hours } = contacts[desk] ?? contacts[helpdesk] ?? {};
  return hours ? openTimeBetween(hours, from, until) : Math.max(0, until.getTime() - from.getTime());
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
