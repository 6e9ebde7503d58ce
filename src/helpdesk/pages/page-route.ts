import type { Request, Response } from 'restify';
import { privatePageHeaders } from '../../http/headers.ts';
import type { Html } from '../../http/html.ts';
import { toHttpError } from '../../http/http-error.ts';
import type { PageContext } from '../layout.ts';
import { FormRefused } from '../session.ts';
import { failedPage } from './problem-pages.ts';

/** What a page's handler answers with: a page, or where the browser goes on; undefined where it has been answered. */
export type PageResult = { status?: number; page: Html } | { location: string } | undefined;

/** Makes a handler of a page into a route: it answers with a page whatever happens, and never lets an error out. */
export function pageRoute(
  anonymous: () => Promise<PageContext>,
  handler: (request: Request, response: Response) => Promise<PageResult>,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    try {
      send(response, await handler(request, response));
    } catch (error) {
      if (response.destroyed || response.headersSent) return;
      const refusal = toHttpError(error, request.log, "a page of the helpdesk's people failed");
      const typed = refusal instanceof FormRefused ? (refusal.fields.get('text') ?? '') : '';
      send(response, { status: refusal.status, page: failedPage(await anonymous(), refusal.message, typed) });
    }
  };
}

function send(response: Response, answer: PageResult): void {
  if (!answer) return;
  if ('location' in answer) {
    response.writeHead(303, { ...privatePageHeaders(), Location: answer.location });
    response.end();
    return;
  }
  response.writeHead(answer.status ?? 200, {
    ...privatePageHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    // The rest of a body that was too large is not read.
    ...(answer.status === 413 && { Connection: 'close' }),
  });
  response.end(answer.page.text);
}
