import type { Request, Response } from 'restify';
import { privatePageHeaders } from '../../http/headers.ts';
import type { Html } from '../../http/html.ts';
import { toHttpError } from '../../http/http-error.ts';
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

function send(response: Response, result: PageResult): void {
  if (!result) return;
  if ('location' in result) {
    response.writeHead(303, { ...privatePageHeaders(), Location: result.location });
    response.end();
    return;
  }
  response.writeHead(result.status ?? 200, {
    ...privatePageHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    // The rest of a body that was too large is not read.
    ...(result.status === 413 && { Connection: 'close' }),
  });
  response.end(result.page.text);
}
