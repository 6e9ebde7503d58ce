import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';
import { readText } from './read-text.ts';

/** The fields of a posted form. @throws Refusal where the body is none, is compressed or too large. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new HttpError(415, 'NotAForm', 'Send the fields of a form (application/x-www-form-urlencoded).');
  return new URLSearchParams(await readText(request));
}
