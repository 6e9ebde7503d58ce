import type { Server } from 'restify';
import { readQuery } from '../../http/read-request.ts';
import { listUndelivered, type Undelivered } from '../../tickets/outbox/dead-letters.ts';
import type { Trouble } from '../../tickets/systems/news-troubles.ts';
import { answersPage } from './answers/answers-page.ts';
import { type ListOptions, mountList } from './inbox/list-routes.ts';
import { mountLive } from './inbox/live-routes.ts';
import { pagesOn } from './page-route.ts';
import { unknownPage } from './problem-pages.ts';
import { mountTicket, type TicketOptions } from './ticket/ticket-routes.ts';

/** The parts that the inbox needs. */
export interface InboxOptions extends Omit<ListOptions, 'undelivered'>, Omit<TicketOptions, 'undelivered'> {
  /** Lists the tickets of which another system gives no news. */
  newsTroubles: () => Trouble[];
}

/** Adds the pages on which agents read and answer tickets to the server. */
export function mountInbox(server: Server, options: InboxOptions): ReturnType<typeof mountLive> {
  const { store, answers, newsTroubles } = options;
  const { page } = pagesOn(server, options);
  const undelivered = async (): Promise<Undelivered> => {
    const { deadLetters, delayed } = await listUndelivered(store);
    return { deadLetters, delayed: [...delayed, ...newsTroubles()] };
  };
  mountList(server, { ...options, undelivered });
  mountTicket(server, { ...options, undelivered });

  page('/helpdesk/answers', async (context, _session, request) => ({
    page: answersPage(
      context,
      answers(context.pack.language),
      (readQuery(request).get('q') ?? '').slice(0, 200),
    ),
  }));

  page('/helpdesk/*', async (context) => ({ status: 404, page: unknownPage(context) }));

  return mountLive(server, options);
}
