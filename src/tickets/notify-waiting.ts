import type { NetworkFile } from '../content/schema/structure.ts';
import { opensAt } from './opening-hours.ts';
import { CHAT, type InboxRow } from './ticket-rows.ts';
import type { Tickets } from './tickets.ts';

const MINUTE_MS = 60_000;

/** Tells each person once that nobody has taken their ticket yet; the time counts from when the desk opens. */
export async function notifyWaiting(tickets: Tickets, network: NetworkFile, now: Date): Promise<void> {
  const waiting = (await tickets.list()).filter((listed) => waitsTooLong(listed, network, now));
  for (const { number } of waiting)
    await tickets.change(number, (ticket) =>
      ticket.state === 'open' && !ticket.toldToWait
        ? { ticket: { ...ticket, toldToWait: true }, outgoing: [{ target: CHAT, told: 'waiting' }] }
        : { ticket },
    );
}

function waitsTooLong(
  { state, toldToWait, desk, openedAt, waitsSince }: InboxRow,
  { contacts, helpdesk }: NetworkFile,
  now: Date,
): boolean {
  const contact = contacts[desk];
  if (state !== 'open' || toldToWait || desk !== helpdesk || !contact) return false;
  const since = new Date(waitsSince ?? openedAt);
  const begins = contact.hours ? opensAt(contact.hours, since) : since;
  return begins !== undefined && begins.getTime() + contact.sayWaitingAfter * MINUTE_MS <= now.getTime();
}
