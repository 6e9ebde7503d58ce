import type { Response } from 'restify';
import { privatePageHeaders } from './headers.ts';
import type { Html } from './html.ts';

/** Answers with a page that is meant for one person alone. */
export function sendPrivatePage(
  response: Response,
  status: number,
  page: Html,
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(status, {
    ...privatePageHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    ...headers,
  });
  response.end(page.text);
}

/** Sends the browser on, by GET whatever it came with; nothing keeps where to. */
export function seeOther(response: Response, to: string, cookies: readonly string[] = []): void {
  response.writeHead(303, {
    Location: to,
    'Cache-Control': 'no-store',
    ...(cookies.length > 0 && { 'Set-Cookie': [...cookies] }),
  });
  response.end();
}
