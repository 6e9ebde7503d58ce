import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readListQuery, select } from '../../../src/helpdesk/pages/inbox/selection.ts';
import { LISTED, TICKETS } from '../../../src/store/keys.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { isPassedOn } from '../../../src/tickets/passed-on.ts';
import { inboxRowOf } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { waitOf } from '../../../src/tickets/wait.ts';
import { pack } from '../../support/clinician.ts';
import { aTicket } from '../../tickets/a-ticket.ts';
import { median } from '../median.ts';
import type { Bench } from './ratio.ts';

const FEW = 50;
const MANY = 5000;
const ROUNDS = 30;
/** In milliseconds: an answer within it seems to come at once. */
const MOST_MS = 50;
const HOUR = 3_600_000;
const { network } = pack;

/**
 * Measures how long it takes to select a page of the inbox's list among many tickets, beside a list of few: as it is opened and
 * with a search, in a store on the disk.
 */
export const measureInbox: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-inbox-'));
  const [few, many] = await Promise.all(
    [FEW, MANY].map((count) => openList(join(folder, String(count)), count)),
  );
  if (!few || !many) throw new Error('no lists to measure');
  try {
    const ratios = [];
    for (const [what, search] of [
      ['opened', ''],
      ['searched', 'q=phone+hospital'],
    ] as const) {
      const rounds: { ours: number; baseline: number }[] = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push({ ours: await many.select(search), baseline: await few.select(search) });
      const later = rounds.slice(2);
      const ours = median(later.map((round) => round.ours));
      report(`${what}: ${ours.toFixed(1)} ms among ${MANY}`);
      ratios.push(
        {
          what: `a list of ${MANY} tickets ${what}, beside one of ${FEW}, ms`,
          ours,
          baseline: median(later.map(({ baseline }) => baseline)),
          ratio: median(later.map((round) => round.ours / round.baseline)),
        },
        {
          what: `a list of ${MANY} tickets ${what}, beside ${MOST_MS} ms`,
          ours,
          baseline: MOST_MS,
          ratio: ours / MOST_MS,
          goal: { atMost: 1 },
        },
      );
    }
    return ratios;
  } finally {
    await Promise.all([few.close(), many.close()]);
    rmSync(folder, { recursive: true });
  }
};

async function openList(file: string, count: number) {
  const store = await openSqliteStore(`${file}.sqlite`);
  const now = Date.now();
  const expiresAt = now + HOUR;
  for (let at = 0; at < count; at += FEW)
    await store.commit(
      Array.from({ length: FEW }, (_, n) => ticketAt(at + n, now)).flatMap((ticket) => [
        { key: TICKETS + ticket.number, expected: null, value: ticket, expiresAt },
        { key: LISTED + ticket.number, expected: null, value: inboxRowOf(ticket), expiresAt },
      ]),
    );
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: () => undefined });
  return {
    async select(search: string): Promise<number> {
      const began = performance.now();
      const query = readListQuery(new URLSearchParams(search));
      const [all, found] = await Promise.all([
        tickets.list(),
        query.q === '' ? undefined : tickets.find(query.q),
      ]);
      const moment = new Date();
      select(all, query, {
        agentId: 'ann',
        found,
        waitOf: (row) => waitOf(row, network, moment),
        isPassedOn: (row) => isPassedOn(row, network),
      });
      return performance.now() - began;
    },
    close: () => store.close(),
  };
}

function ticketAt(at: number, now: number) {
  const openedAt = new Date(now - at * 30 * 60_000).toISOString();
  return aTicket({
    number: String(at),
    openedAt,
    changedAt: openedAt,
    state: at % 4 === 0 ? 'closed' : 'open',
    exchanges: Array.from({ length: 8 }, (_, n) => ({
      by: n % 2 === 0 ? ('person' as const) : ('assistant' as const),
      text: 'The message with the code never arrives on the phone of my hospital, and I asked three times.',
    })),
  });
}
