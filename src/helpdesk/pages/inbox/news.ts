import { z } from 'zod';
import type { InboxRow } from '../../../tickets/ticket-rows.ts';
import type { Wait } from '../../../tickets/wait.ts';
import type { PageContext } from '../../layout.ts';
import { ticketName } from '../names.ts';
import { ticketAddress } from '../ticket-address.ts';

/** A turn notes when it began and is stored when it ends, so a look goes back behind the one before; the page knows what it has told. */
const OVERLAP_MS = 60_000;
/** The greatest number told at once: after a night, nobody reads a hundred notifications. */
const MOST = 5;

/** Something that an agent wants to be told of while they do something else. */
interface NewsItem {
  /** Names it for good, so that a page tells it once. */
  id: string;
  kind: 'new' | 'message' | 'handed';
  /** Nothing in it is in the words of the person: it appears on a screen that others may see. */
  text: string;
  address: string;
}

/** What has happened lately, for one agent. */
export interface News {
  /** The time from which the next look begins. */
  since: string;
  /** The number of people who wait for an answer. */
  waiting: number;
  items: NewsItem[];
}

export const sinceSchema = z.iso.datetime().optional().catch(undefined);

interface Options {
  agentId: string;
  /** The `since` of the last look; undefined at the first one. */
  since: string | undefined;
  now: Date;
  waitOf: (row: InboxRow) => Wait | undefined;
}

/** Returns the new tickets that nobody has, the new messages in the agent's own, and what colleagues have handed to them, the latest first. */
export function newsFor(
  context: PageContext,
  rows: readonly InboxRow[],
  { agentId, since, now, waitOf }: Options,
): News {
  const next = new Date(now.getTime() - OVERLAP_MS).toISOString();
  const from = since ?? next;
  const waiting = rows.filter((row) => waitOf(row) !== undefined);
  const own = rows.filter(({ state, agent }) => state === 'taken' && agent?.id === agentId);
  const found = [
    ...waiting
      .filter(({ state }) => state === 'open')
      .map((row) => ({ kind: 'new' as const, at: row.openedAt, row })),
    ...own.map((row) => ({ kind: 'message' as const, at: row.wroteAt, row })),
    ...own.map((row) => ({ kind: 'handed' as const, at: row.handed?.at, row })),
  ];
  const items = found
    .flatMap(({ kind, at, row }) => (at !== undefined && at > from ? [{ kind, at, row }] : []))
    .sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at))
    .slice(0, MOST)
    .map(({ kind, at, row }) => itemOf(context, kind, at, row));
  return { since: next, waiting: waiting.length, items };
}

function itemOf(context: PageContext, kind: NewsItem['kind'], at: string, row: InboxRow): NewsItem {
  const { say, texts } = context;
  const { number, topic, step, handed } = row;
  const title = ticketName(context, { topic, step });
  const text = say(texts.inbox.news[kind], { number, title, agent: handed?.by ?? '' });
  return { id: `${kind}/${number}/${at}`, kind, text, address: ticketAddress(number, '') };
}
