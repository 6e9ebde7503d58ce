import type { Server } from 'restify';
import type { Content } from '../../../content/content.ts';
import { readQuery } from '../../../http/read-request.ts';
import { streamDownload } from '../../../http/respond.ts';
import type { Store } from '../../../store/store.ts';
import { listDeadLetters, retryDeadLetter, type Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import { isPassedOn } from '../../../tickets/passed-on.ts';
import type { TicketChanges } from '../../../tickets/ticket-changes.ts';
import type { Tickets } from '../../../tickets/tickets.ts';
import { waitOf } from '../../../tickets/wait.ts';
import type { Session } from '../../session.ts';
import { doneNotice } from '../done-notice.ts';
import { type PagesOptions, pagesOn } from '../page-route.ts';
import { listPage } from './list-page.ts';
import { type ListQuery, readListQuery, type SelectOptions, select, selectAll } from './selection.ts';
import { ticketsCsv } from './tickets-csv.ts';

/** The parts that the list of tickets needs. */
export interface ListOptions extends PagesOptions {
  store: Store;
  tickets: Tickets;
  content: () => Content;
  /** Notified of every change of a ticket in this process. */
  changes: TicketChanges;
  /** Lists what has not been delivered, although it was tried more than once. */
  undelivered: () => Promise<Undelivered>;
  /** Counts what waits for each desk that has got as much as it may just now. */
  heldBack: () => Promise<ReadonlyMap<string, number>>;
  /** The time for which a retried item is kept, in milliseconds. */
  retentionMs: number;
}

/** Adds the list of tickets to the server, its download, and the button that tries again what was given up. */
export function mountList(server: Server, options: ListOptions): void {
  const { store, tickets, content, changes, undelivered, heldBack, retentionMs, log } = options;
  const { page, form } = pagesOn(server, options);

  page('/helpdesk', async (context, session, request) => {
    const search = readQuery(request);
    const query = readListQuery(search);
    const [all, selecting, troubles, held] = await Promise.all([
      tickets.list(),
      selectingFor(session, query),
      undelivered(),
      heldBack(),
    ]);
    const { pack } = context;
    const selected = select(all, query, selecting);
    const notice = doneNotice(context, search);
    const { centres } = content();
    return { page: listPage(context, { pack, centres }, selected, { ...troubles, held }, notice) };
  });

  page('/helpdesk/tickets.csv', async (context, session, request, response) => {
    const query = readListQuery(readQuery(request));
    const rows = selectAll(await tickets.list(), query, await selectingFor(session, query));
    const numbers = rows.map(({ number }) => number);
    const { network, centres } = content();
    const parts = ticketsCsv(context, { network, centres }, numbers, (number) => tickets.get(number));
    const day = new Date().toISOString().slice(0, 10);
    await streamDownload(response, `tickets-${day}.csv`, 'text/csv', parts);
    log.info(
      { agent: session.agent.id, action: 'export', tickets: numbers.length },
      'tickets were downloaded',
    );
    return undefined;
  });

  page('/helpdesk/tickets', async (_context, _session, request) => {
    const number = readQuery(request).get('number')?.trim().toUpperCase();
    return { location: number ? `/helpdesk/tickets/${encodeURIComponent(number)}` : '/helpdesk' };
  });

  form('/helpdesk/retry', async ({ agent }, fields) => {
    const one = fields.get('key');
    const deadLetters = (await listDeadLetters(store)).filter(({ key }) => one === null || key === one);
    let retried = 0;
    for (const { key, ticket } of deadLetters) {
      if (!(await retryDeadLetter(store, key, Date.now() + retentionMs))) continue;
      retried++;
      log.info({ agent: agent.id, action: 'retry', ticket }, 'a delivery is tried again');
      changes.announce(ticket);
    }
    return { location: `/helpdesk?done=${retried > 0 ? 'retry' : 'notRetried'}` };
  });

  /** Returns by what tickets are selected and sorted for an agent. */
  async function selectingFor({ agent }: Session, { q }: ListQuery): Promise<SelectOptions> {
    const { network } = content();
    const now = new Date();
    return {
      agentId: agent.id,
      found: q === '' ? undefined : await tickets.find(q),
      waitOf: (row) => waitOf(row, network, now),
      isPassedOn: (row) => isPassedOn(row, network),
    };
  }
}
