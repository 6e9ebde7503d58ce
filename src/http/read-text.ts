import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

const LIMIT_BYTES = 256 * 1024;
/** So much of a too large body is read and thrown away: a client that is cut off while it sends never sees the answer. */
const DRAIN_BYTES = 4 * 1024 * 1024;

/** The body of a request as text. @throws Refusal where it is compressed or too large. */
export async function readText(request: IncomingMessage): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new HttpError(415, 'EncodingNotSupported', 'Send the body without Content-Encoding.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= LIMIT_BYTES) chunks.push(bytes);
    if (size > DRAIN_BYTES) break;
  }
  if (size > LIMIT_BYTES) {
    throw new HttpError(
      413,
      'BodyTooLarge',
      `The body is larger than ${LIMIT_BYTES / 1024} kB. Send a shorter message.`,
    );
  }
  return Buffer.concat(chunks).toString('utf8');
}
