import type { Request, Response, Server } from 'restify';
import type { Content } from '../../../content/content.ts';
import { NO_STORE } from '../../../http/headers.ts';
import { toHttpError } from '../../../http/http-error.ts';
import { readQuery } from '../../../http/read-request.ts';
import { answering, respond, sendError, sendJson } from '../../../http/respond.ts';
import type { Store } from '../../../store/store.ts';
import type { TicketChanges } from '../../../tickets/ticket-changes.ts';
import type { Tickets } from '../../../tickets/tickets.ts';
import { waitOf } from '../../../tickets/wait.ts';
import type { PagesOptions } from '../page-route.ts';
import { ticketParams } from '../ticket-address.ts';
import { ChangeStreams } from './change-streams.ts';
import { newsFor, sinceSchema } from './news.ts';
import { WritingBroadcast } from './writing.ts';

interface Parts extends PagesOptions {
  store: Store;
  tickets: Tickets;
  content: () => Content;
  changes: TicketChanges;
}

/** What keeps open pages up to date. */
interface Live {
  /** Returns the number of pages that listen for changes. */
  openStreams(): number;
  close(): void;
}

/** Adds the routes by which the scripts of open pages learn what happens elsewhere. */
export function mountLive(server: Server, parts: Parts): Live {
  const { store, tickets, guard, content, contextFor, changes, log } = parts;
  const streams = new ChangeStreams({ guard, changes, tickets, log });
  const writing = new WritingBroadcast(store, (each) => streams.sendWriting(each));
  const forScripts =
    (answer: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> =>
      answering(
        response,
        () => answer(request, response),
        (error) => sendError(response, toHttpError(error, log, "a script of the helpdesk's pages failed")),
      );

  server.get('/helpdesk/events', async (request, response) => streams.open(request, response));

  server.get(
    '/helpdesk/news',
    forScripts(async (request, response) => {
      const session = await guard.requireSession(request);
      const [context, rows] = await Promise.all([contextFor(session), tickets.list()]);
      const { network } = content();
      const now = new Date();
      const news = newsFor(context, rows, {
        agentId: session.agent.id,
        since: sinceSchema.parse(readQuery(request).get('since') ?? undefined),
        now,
        waitOf: (row) => waitOf(row, network, now),
      });
      sendJson(response, 200, news, NO_STORE);
    }),
  );

  server.post(
    '/helpdesk/tickets/:number/writing',
    forScripts(async (request, response) => {
      const { session } = await guard.readForm(request);
      const { data } = ticketParams.safeParse(request.params);
      if (data) await writing.send({ ticket: data.number, agent: session.agent });
      respond(response, 204, NO_STORE);
    }),
  );

  return {
    openStreams: () => streams.count,
    close() {
      writing.close();
      streams.close();
    },
  };
}
