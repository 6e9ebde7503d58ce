import type { DeliveryError } from '../systems/ticket-system.ts';
import type { OutboxItem } from '../ticket-rows.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The pauses after the first failed attempt, the second and so on; later ones are as long as the last. */
const PAUSES = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
/** Longer than a weekend: the people who repair the other system may not be there before Monday. */
export const GIVE_UP_MS = 4 * 24 * HOUR;
/** A target that asks for a longer pause has most likely miscounted. */
const LONGEST_WAIT_MS = 6 * HOUR;

/** Returns an item whose delivery failed with the time of its next attempt, or marked as given up. */
export function nextAttempt(item: OutboxItem, error: DeliveryError | undefined, now: number): OutboxItem {
  const asked = error?.waitMs && Math.min(error.waitMs, LONGEST_WAIT_MS);
  const pause = asked ?? PAUSES[item.attempts - 1] ?? PAUSES.at(-1) ?? HOUR;
  const { isLeased: _, ...rest } = item;
  return {
    ...rest,
    failures: (item.failures ?? 0) + 1,
    due: now + pause,
    problem: error?.message ?? 'Something unexpected went wrong; the log says where.',
    isDead: error?.isFinal === true || now - Date.parse(item.since) > GIVE_UP_MS,
  };
}
