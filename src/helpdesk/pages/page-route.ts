import type { Request, Response, Server } from 'restify';
import { privatePageHeaders } from '../../http/headers.ts';
import type { Html } from '../../http/html.ts';
import { toHttpError } from '../../http/http-error.ts';
import { answering, seeOther, sendPrivatePage } from '../../http/respond.ts';
import type { Log } from '../../lib/log.ts';
import type { PageContext } from '../layout.ts';
import { FormRefused, keepingTyped, type Session, type SessionGuard } from '../session.ts';
import { failedPage, gonePage } from './problem-pages.ts';

/** The result of a page's handler: a page, or a redirect; undefined where the handler has sent the response itself. */
export type PageResult = { status?: number; page: Html } | { location: string } | undefined;

/** Turns a page's handler into a route that answers every error with a page. */
function pageRoute(
  anonymous: () => Promise<PageContext>,
  handler: (request: Request, response: Response) => Promise<PageResult>,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) =>
    answering(
      response,
      async () => send(response, await handler(request, response)),
      async (error) => {
        const refusal = toHttpError(error, request.log, "a page of the helpdesk's people failed");
        const typed = refusal instanceof FormRefused ? (refusal.fields.get('text') ?? '') : '';
        const retries = refusal.status === 503 && (request.method === 'GET' || request.method === 'HEAD');
        const page = failedPage(await anonymous(), { why: refusal.message, typed, retries });
        sendPrivatePage(response, refusal.status, page);
      },
    );
}

/** What the pages of people who have signed in need. */
export interface PagesOptions {
  guard: SessionGuard;
  contextFor: (session?: Session) => Promise<PageContext>;
  log: Log;
}

type DrawPage = (
  context: PageContext,
  session: Session,
  request: Request,
  response: Response,
) => Promise<PageResult>;
type TakeForm = (
  session: Session,
  fields: URLSearchParams,
  request: Request,
  response: Response,
) => Promise<PageResult>;

/** Returns the functions that add pages and forms to the server, for people who have signed in. */
export function pagesOn(
  server: Server,
  { guard, contextFor, log }: PagesOptions,
): { page: (path: string, draw: DrawPage) => void; form: (path: string, take: TakeForm) => void } {
  return {
    page(path, draw) {
      const handler = pageRoute(contextFor, async (request: Request, response: Response) => {
        const session = await guard.pageSession(request, response);
        return session && draw(await contextFor(session), session, request, response);
      });
      server.get(path, handler);
      server.head(path, handler);
    },
    form(path, take) {
      server.post(
        path,
        pageRoute(contextFor, async (request, response) => {
          const { session, fields } = await guard.readForm(request);
          return keepingTyped(fields, log, () => take(session, fields, request, response));
        }),
      );
    },
  };
}

/** Returns the result for a ticket that does not exist or is no longer kept, with what somebody had written for it. */
export function ticketGone(context: PageContext, typed = ''): PageResult {
  return { status: 404, page: gonePage(context, typed) };
}

function send(response: Response, result: PageResult): void {
  if (!result) return;
  if ('location' in result) seeOther(response, result.location, privatePageHeaders());
  else sendPrivatePage(response, result.status ?? 200, result.page);
}
