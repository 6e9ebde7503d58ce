import type { Request, Response } from 'restify';
import { privatePageHeaders } from '../../http/headers.ts';
import type { Html } from '../../http/html.ts';
import { toHttpError } from '../../http/http-error.ts';
import { answering, seeOther, sendPrivatePage } from '../../http/respond.ts';
import { FormRefused } from '../sign-in/session.ts';
import type { PageContext } from './layout.ts';
import { failedPage } from './problem-pages.ts';

/** A page, or the address where the browser goes on; undefined where the handler has answered by itself. */
export type Answer = { status?: number; page: Html } | { location: string } | undefined;

/** Makes a handler of a page into a route: it answers with a page whatever happens, and never lets an error out. */
export function route(
  anonymous: () => Promise<PageContext>,
  handler: (request: Request, response: Response) => Promise<Answer>,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) =>
    answering(
      response,
      async () => send(response, await handler(request, response)),
      async (error) => {
        const refusal = toHttpError(error, request.log, "a page of the helpdesk's people failed");
        const typed = refusal instanceof FormRefused ? (refusal.fields.get('text') ?? '') : '';
        const page = failedPage(await anonymous(), refusal.message, typed);
        sendPrivatePage(response, refusal.status, page);
      },
    );
}

function send(response: Response, answer: Answer): void {
  if (!answer) return;
  if ('location' in answer) seeOther(response, answer.location, privatePageHeaders());
  else sendPrivatePage(response, answer.status ?? 200, answer.page);
}
