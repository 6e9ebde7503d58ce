import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ticket } from '../ticket.ts';

/** Long enough for somebody who comes back from their holidays; each further email brings a new one. */
export const LINK_DAYS = 30;

/** A ticket's number, the time at which the link ends, in seconds since 1970, and the proof that this assistant made it. */
const KEY = /^([A-Z]{3}-[A-Z]{3})\.(\d{1,12})\.([\w-]{43})$/;

/** Returns the key of a link that opens the conversation of a ticket until a time, in milliseconds since 1970. */
export function chatLinkKey(secret: string, { number, linkKey = '' }: Ticket, until: number): string {
  const seconds = String(Math.floor(until / 1000));
  return `${number}.${seconds}.${proofOf(secret, number, seconds, linkKey)}`;
}

/** Returns the ticket that a key opens now; undefined where it is forged, too old or revoked, or its ticket is no longer kept. */
export async function ticketOfLink(
  secret: string,
  key: string,
  find: (number: string) => Promise<Ticket | undefined>,
): Promise<Ticket | undefined> {
  const [, number = '', seconds = '', proof = ''] = KEY.exec(key) ?? [];
  if (number === '' || Date.now() > Number(seconds) * 1000) return undefined;
  const ticket = await find(number);
  if (ticket?.linkKey === undefined) return undefined;
  const expected = proofOf(secret, number, seconds, ticket.linkKey);
  return timingSafeEqual(Buffer.from(proof), Buffer.from(expected)) ? ticket : undefined;
}

function proofOf(secret: string, number: string, seconds: string, linkKey: string): string {
  return createHmac('sha256', secret).update(`chat-link:${number}:${seconds}:${linkKey}`).digest('base64url');
}
