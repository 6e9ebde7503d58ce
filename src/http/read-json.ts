import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';
import { readText } from './read-text.ts';

/** The JSON in the body of a request; undefined where the body is empty. @throws Refusal for any other body. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(
      400,
      'MalformedJson',
      'The body is not JSON. Send one JSON object, encoded as UTF-8.',
    );
  }
}
