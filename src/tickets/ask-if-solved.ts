import type { NetworkFile } from '../content/schema/structure.ts';
import { isPassedOn } from './passed-on.ts';
import { CHAT, type InboxRow } from './ticket-rows.ts';
import type { Tickets } from './tickets.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks each person once whether a ticket is solved that was passed on some days ago: the answer does not come back here. */
export async function askIfSolved(tickets: Tickets, network: NetworkFile, now: Date): Promise<void> {
  const asked = (await tickets.list()).filter((row) => !row.askedIfSolved && isDue(row, network, now));
  for (const { number } of asked)
    await tickets.change(number, (ticket) =>
      isPassedOn(ticket, network) && !ticket.askedIfSolved
        ? { ticket: { ...ticket, askedIfSolved: true }, outgoing: [{ target: CHAT, told: 'solvedYet' }] }
        : { ticket },
    );
}

function isDue(row: InboxRow, network: NetworkFile, now: Date): boolean {
  const { askAfterDays } = network.contacts[row.desk] ?? {};
  if (askAfterDays === undefined || !isPassedOn(row, network)) return false;
  return Date.parse(row.waitsSince ?? row.openedAt) + askAfterDays * DAY_MS <= now.getTime();
}
