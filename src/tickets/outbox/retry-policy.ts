import type { DeliveryError } from '../systems/ticket-system.ts';
import type { OutboxItem } from '../ticket-rows.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long to wait after the first try that failed, the second and so on; then as after the last one. */
const PAUSES = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
/** Longer than a weekend: whoever has to mend the other system may not be there before Monday. */
export const GIVE_UP_MS = 4 * 24 * HOUR;
/** A target that asks to be left alone for longer has most likely miscounted. */
const LONGEST_WAIT_MS = 6 * HOUR;

/** What becomes of an item that could not be brought: when it is tried again, or that it is given up. */
export function nextAttempt(item: OutboxItem, error: DeliveryError | undefined, now: number): OutboxItem {
  const asked = error?.waitMs && Math.min(error.waitMs, LONGEST_WAIT_MS);
  const pause = asked ?? PAUSES[item.attempts - 1] ?? PAUSES.at(-1) ?? HOUR;
  return {
    ...item,
    due: now + pause,
    problem: error?.message ?? 'Something unexpected went wrong; the log says where.',
    isDead: error?.isFinal === true || now - Date.parse(item.since) > GIVE_UP_MS,
  };
}
