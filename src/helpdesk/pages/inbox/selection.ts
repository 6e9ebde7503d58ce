import { z } from 'zod';
import type { InboxRow } from '../../../tickets/ticket-rows.ts';
import type { Wait } from '../../../tickets/wait.ts';

const PER_PAGE = 50;
const SHOWN = ['open', 'mine', 'closed'] as const;
/** One of the three lists of tickets. */
export type Shown = (typeof SHOWN)[number];

const query = z.object({
  show: z.enum(SHOWN).catch('open'),
  page: z.coerce.number().int().positive().catch(1),
});

/** A ticket of the list, with how long its person has waited for an answer. */
export type ListedTicket = InboxRow & { wait?: Wait };

/** One page of a list, with the number of tickets in each list. */
export interface Selection {
  show: Shown;
  counts: Record<Shown, number>;
  rows: ListedTicket[];
  page: number;
  pages: number;
  /** The number of open tickets whose person waits for an answer. */
  waiting: number;
}

/**
 * Selects the page of the list that the query asks for, the longest wait first; a query that makes no sense shows the open tickets.
 * @param rows the latest change first
 */
export function select(
  rows: readonly InboxRow[],
  agentId: string,
  search: URLSearchParams,
  waitOf: (row: InboxRow) => Wait | undefined,
): Selection {
  const all = rows.map((row): ListedTicket => {
    const wait = waitOf(row);
    return { ...row, ...(wait && { wait }) };
  });
  const { show, page: asked } = query.parse(Object.fromEntries(search));
  const open = all.filter(({ state }) => state !== 'closed').sort(byWait);
  const lists = {
    open,
    mine: open.filter(({ agent }) => agent?.id === agentId),
    closed: all.filter(({ state }) => state === 'closed'),
  };
  const pages = Math.max(1, Math.ceil(lists[show].length / PER_PAGE));
  const page = Math.min(asked, pages);
  return {
    show,
    counts: { open: lists.open.length, mine: lists.mine.length, closed: lists.closed.length },
    rows: lists[show].slice((page - 1) * PER_PAGE, page * PER_PAGE),
    page,
    pages,
    waiting: open.filter(({ wait }) => wait !== undefined).length,
  };
}

/** Puts the longest wait first, of equal ones the one that began first, and those who don't wait last. */
function byWait({ wait: a }: ListedTicket, { wait: b }: ListedTicket): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return b.minutes - a.minutes || a.since.localeCompare(b.since);
}

/** Returns the address of a page of a list. */
export function listAddress(show: Shown, page = 1): string {
  const search = new URLSearchParams({
    ...(show !== 'open' && { show }),
    ...(page > 1 && { page: String(page) }),
  });
  return search.size === 0 ? '/helpdesk' : `/helpdesk?${search}`;
}
