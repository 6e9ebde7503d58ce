import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';
import { fileHeaders, NO_STORE, privatePageHeaders } from './headers.ts';
import type { Html } from './html.ts';
import { type HttpError, headersOf } from './http-error.ts';

type Headers = Record<string, string | readonly string[]>;

/** Answers a request, unless its client has gone or has already got the beginning of an answer. */
export function respond(response: Response, status: number, headers: Headers, body?: string | Buffer): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...headers,
    // The rest of a body that was too large is never read, so no further request can follow it.
    ...(status === 413 && { Connection: 'close' }),
  });
  response.end(body);
}

/** Answers with JSON. */
export function sendJson(response: Response, status: number, body: unknown, headers: Headers = {}): void {
  respond(
    response,
    status,
    { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    JSON.stringify(body),
  );
}

/** Answers a program with what is wrong with its request, as JSON. */
export function sendError(response: Response, { status, body }: HttpError, headers: Headers = {}): void {
  sendJson(response, status, body, headers);
}

/** Answers with a page. */
export function sendPage(response: Response, status: number, page: Html, headers: Headers): void {
  respond(response, status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }, page.text);
}

/** Answers with a page for somebody who has signed in, or is about to. */
export function sendPrivatePage(response: Response, status: number, page: Html): void {
  sendPage(response, status, page, privatePageHeaders());
}

/** Answers with a file for the browser to save; no cache keeps it. */
export function sendDownload(response: Response, name: string, type: string, text: string): void {
  respond(response, 200, downloadHeaders(name, type), text);
}

/** Answers with a file that is made part by part, as fast as the browser takes it. */
export async function streamDownload(
  response: Response,
  name: string,
  type: string,
  parts: AsyncIterable<string>,
): Promise<void> {
  response.writeHead(200, downloadHeaders(name, type));
  await pipeline(parts, response);
}

function downloadHeaders(name: string, type: string): Record<string, string> {
  return {
    ...fileHeaders(),
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name}"`,
    ...NO_STORE,
  };
}

/** Sends the browser to another address, which it gets by GET whatever it sent before; no cache keeps this answer. */
export function seeOther(response: Response, to: string, headers: Headers = {}): void {
  respond(response, 303, { Location: to, ...NO_STORE, ...headers });
}

/**
 * Answers a request with `answer`, and if that fails with `refuse`, which also logs the error; the headers of the error,
 * such as Retry-After, are set for it. A client that leaves while it sends its body is no error.
 */
export async function answering(
  response: Response,
  answer: () => Promise<void>,
  refuse: (error: unknown) => void | Promise<void>,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (response.destroyed && isAbortedBody(error)) return;
    if (!response.headersSent)
      for (const [name, value] of Object.entries(headersOf(error))) response.setHeader(name, value);
    await refuse(error);
  }
}

function isAbortedBody(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}
