import type { Request, Response } from 'restify';
import { privatePageHeaders } from '../../http/headers.ts';
import type { Html } from '../../http/html.ts';
import { toHttpError } from '../../http/http-error.ts';
import { answering, seeOther, sendPrivatePage } from '../../http/respond.ts';
import type { PageContext } from '../layout.ts';
import { FormRefused } from '../session.ts';
import { failedPage } from './problem-pages.ts';

/** The result of a page's handler: a page, or a redirect; undefined where the handler has sent the response itself. */
export type PageResult = { status?: number; page: Html } | { location: string } | undefined;

/** Turns a page's handler into a route that answers every error with a page. */
export function pageRoute(
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

function send(response: Response, result: PageResult): void {
  if (!result) return;
  if ('location' in result) seeOther(response, result.location, privatePageHeaders());
  else sendPrivatePage(response, result.status ?? 200, result.page);
}
