import type { IncomingMessage } from 'node:http';
import type { Request } from 'restify';
import { HttpError } from './http-error.ts';

const LIMIT_BYTES = 256 * 1024;
/** How much of a body that is too large is read and thrown away: a client that is cut off while it sends never sees the answer. */
const DRAIN_BYTES = 4 * 1024 * 1024;

/** Reads the query of a request. */
export function readQuery(request: Request): URLSearchParams {
  return new URLSearchParams(request.getQuery());
}

/** Returns the scheme and host under which the client that sent a request reaches us. */
export function requestedHost(request: Request): string {
  const isSecure = request.isSecure() || request.headers['x-forwarded-proto'] === 'https';
  return `${isSecure ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`;
}

/** Reads the JSON in the body of a request; undefined where the body is empty. @throws HttpError for any other body. */
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

/** Reads the fields of a posted form. @throws HttpError where the body is not a form, is compressed or too large. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded')
    throw new HttpError(415, 'NotAForm', 'Send the fields of a form (application/x-www-form-urlencoded).');
  return new URLSearchParams(await readText(request));
}

async function readText(request: IncomingMessage): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new HttpError(415, 'EncodingNotSupported', 'Send the body without Content-Encoding.');
  }
  const { chunks, size } = await readBytes(request);
  if (size > LIMIT_BYTES) {
    throw new HttpError(
      413,
      'BodyTooLarge',
      `The body is larger than ${LIMIT_BYTES / 1024} kB. Send a shorter message.`,
    );
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads the bytes of a body, up to where nobody reads on. By events, since a loop over the stream waits several times for each piece. */
function readBytes(request: IncomingMessage): Promise<{ chunks: Buffer[]; size: number }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => resolve({ chunks, size });
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT_BYTES) chunks.push(chunk);
      if (size <= DRAIN_BYTES) return;
      request.pause();
      done();
    });
    request.once('end', done);
    request.once('error', reject);
  });
}
