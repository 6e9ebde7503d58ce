import { z } from 'zod';
import type { InboxRow } from '../../../tickets/ticket-rows.ts';
import type { Wait } from '../../../tickets/wait.ts';

const PER_PAGE = 50;
/** The longest search: more words than anybody types. */
export const MAX_SEARCH_LENGTH = 200;
export const SHOWN = ['open', 'free', 'mine', 'passedOn', 'closed', 'all'] as const;
/** One of the lists of tickets. */
export type Shown = (typeof SHOWN)[number];
export const SORTS = ['wait', 'changed', 'newest', 'oldest'] as const;
type Sort = (typeof SORTS)[number];
/** What the list is filtered by besides words. */
export const FILTERS = ['step', 'centre', 'desk'] as const;
export type Filter = (typeof FILTERS)[number];

const chosen = z.string().trim().max(MAX_SEARCH_LENGTH).catch('').default('');
const querySchema = z.object({
  show: z.enum(SHOWN).catch('open'),
  q: chosen,
  step: chosen,
  centre: chosen,
  desk: chosen,
  sort: z.enum(SORTS).catch('wait'),
  page: z.coerce.number().int().positive().catch(1),
});

/** What an address of the list asks for; an empty text filters nothing. */
export type ListQuery = z.infer<typeof querySchema>;

/** Reads the query of an address; what makes no sense in it is left out. */
export function readListQuery(search: URLSearchParams): ListQuery {
  return querySchema.parse(Object.fromEntries(search));
}

/** A ticket of the list, with how long its person has waited for an answer, and whether a desk outside the network answers it. */
export type ListedTicket = InboxRow & { wait?: Wait; isPassedOn: boolean };

/** One page of a list, with the number of tickets in each list. */
export interface Selection {
  query: ListQuery;
  /** The numbers of tickets that match the filters, by list. */
  counts: Record<Shown, number>;
  rows: ListedTicket[];
  pages: number;
  /** The number of all open tickets, and of those whose person waits for an answer. */
  open: number;
  waiting: number;
  /** What can be filtered by: everything that a ticket has. */
  choices: Record<Filter, string[]>;
}

export interface SelectOptions {
  agentId: string;
  /** The numbers of the tickets that have the words of the query; undefined where there are none. */
  found: ReadonlySet<string> | undefined;
  waitOf: (row: InboxRow) => Wait | undefined;
  isPassedOn: (row: InboxRow) => boolean;
}

/**
 * Selects the page of the list that the query asks for, of equal tickets the latest change first.
 * @param all the latest change first
 */
export function select(all: readonly InboxRow[], query: ListQuery, options: SelectOptions): Selection {
  const isIn = listsOf(options);
  const waits = new Map(all.map((row) => [row, options.waitOf(row)]));
  const matching = all.filter(isMatching(query, options));
  const count = (shown: Shown) => matching.filter(isIn[shown]).length;
  const listed = sorted(matching.filter(isIn[query.show]), query, waits, options);
  const pages = Math.max(1, Math.ceil(listed.length / PER_PAGE));
  const page = Math.min(query.page, pages);
  return {
    query: { ...query, page },
    counts: {
      open: count('open'),
      free: count('free'),
      mine: count('mine'),
      passedOn: count('passedOn'),
      closed: count('closed'),
      all: count('all'),
    },
    rows: listed.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    pages,
    open: all.filter(isIn.open).length,
    waiting: [...waits.values()].filter((wait) => wait !== undefined).length,
    choices: { step: valuesOf(all, 'step'), centre: valuesOf(all, 'centre'), desk: valuesOf(all, 'desk') },
  };
}

/** Selects all tickets of the list that the query asks for, whatever its page, in the same order. */
export function selectAll(
  all: readonly InboxRow[],
  query: ListQuery,
  options: SelectOptions,
): ListedTicket[] {
  const rows = all.filter(isMatching(query, options)).filter(listsOf(options)[query.show]);
  return sorted(rows, query, new Map(rows.map((row) => [row, options.waitOf(row)])), options);
}

function listsOf({ agentId, isPassedOn }: SelectOptions): Record<Shown, (row: InboxRow) => boolean> {
  return {
    open: (row) => row.state !== 'closed' && !isPassedOn(row),
    free: (row) => row.state === 'open' && !isPassedOn(row),
    mine: ({ state, agent }) => state !== 'closed' && agent?.id === agentId,
    passedOn: isPassedOn,
    closed: ({ state }) => state === 'closed',
    all: () => true,
  };
}

function isMatching(query: ListQuery, { found }: SelectOptions): (row: InboxRow) => boolean {
  return (row) =>
    (found?.has(row.number) ?? true) &&
    FILTERS.every((filter) => query[filter] === '' || filteredValue(row, filter) === query[filter]);
}

function sorted(
  rows: readonly InboxRow[],
  { sort }: ListQuery,
  waits: ReadonlyMap<InboxRow, Wait | undefined>,
  { isPassedOn }: SelectOptions,
): ListedTicket[] {
  return rows
    .map((row): ListedTicket => {
      const wait = waits.get(row);
      return { ...row, ...(wait && { wait }), isPassedOn: isPassedOn(row) };
    })
    .sort(COMPARE[sort]);
}

const COMPARE: Record<Sort, (a: ListedTicket, b: ListedTicket) => number> = {
  wait: byWait,
  changed: () => 0,
  newest: (a, b) => inOrder(b.openedAt, a.openedAt),
  oldest: (a, b) => inOrder(a.openedAt, b.openedAt),
};

/** Puts the longest wait first, of equal ones the one that began first, and those who don't wait last. */
function byWait({ wait: a }: ListedTicket, { wait: b }: ListedTicket): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return b.minutes - a.minutes || inOrder(a.since, b.since);
}

/** Compares two times as they are written; a comparison by language takes ten times as long. */
function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** The value of a ticket that has no step or no centre. */
export const NONE = '-';

/** Returns what a ticket is filtered by: a centre is of no use without its country, where it may be "other". */
function filteredValue({ step, country, centre, desk }: InboxRow, filter: Filter): string {
  if (filter === 'desk') return desk;
  if (filter === 'step') return step ?? NONE;
  return country === undefined ? NONE : [country, ...(centre === undefined ? [] : [centre])].join('/');
}

function valuesOf(all: readonly InboxRow[], filter: Filter): string[] {
  return [...new Set(all.map((row) => filteredValue(row, filter)))];
}

/** Returns the address of a list; what is left as it is by default is left out. */
export function listAddress(query: Partial<ListQuery>, path = '/helpdesk'): string {
  const search = new URLSearchParams(listSearch(query));
  return search.size === 0 ? path : `${path}?${search}`;
}

/** Returns the fields of a query that say something. */
export function listSearch(query: Partial<ListQuery>): Record<string, string> {
  const standard: Record<string, unknown> = { show: 'open', sort: 'wait', page: 1 };
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value === '' || value === standard[name] ? [] : [[name, String(value)]],
    ),
  );
}
