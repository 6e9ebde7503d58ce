import { z } from 'zod';
import type { Entry, Store, Write } from '../store/store.ts';
import { type Ticket, ticketSchema } from './ticket.ts';

/** Where the store keeps tickets, the list of the inbox, and what waits to be brought somewhere. */
export const TICKETS = 'ticket/';
export const LISTED = 'inbox/';
export const OUTBOX = 'outbox/';

/** As much as fits beside a ticket in a list, in characters. */
const ABOUT_LENGTH = 120;

/** Another system, or the person's own chat. */
export const CHAT = 'chat';

/** What the person is told in their chat. */
const eventKindSchema = z.enum(['taken', 'released', 'answered', 'closed', 'reopened', 'waiting']);
export type TicketEventKind = z.infer<typeof eventKindSchema>;

/** Something that waits to be brought to a ticket system or to the person's chat, in the order of its number. */
export const outboxItemSchema = z.object({
  target: z.string(),
  ticket: z.string(),
  /** The message of the ticket that it is about; missing for the ticket itself. */
  message: z.string().optional(),
  /** Where the target is the chat: what to say. */
  told: eventKindSchema.optional(),
  attempts: z.number().int(),
  /** When to try (again), in milliseconds since 1970. While it is being tried: when another process may. */
  due: z.number(),
  since: z.iso.datetime(),
  /** What is wrong, for the operator. */
  problem: z.string().optional(),
  /** Given up, until somebody asks for another try. */
  isDead: z.boolean(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** What the inbox lists of a ticket. */
export const inboxRowSchema = z.object({
  number: z.string(),
  state: z.enum(['open', 'taken', 'closed']),
  agent: z.object({ id: z.string(), name: z.string() }).optional(),
  desk: z.string(),
  step: z.string().optional(),
  /** How the person began to say what they want; missing where they typed nothing, and in rows of before there was this. */
  about: z.string().optional(),
  openedAt: z.string(),
  /** Since when nobody has it, where that is not since it was opened. */
  waitsSince: z.string().optional(),
  changedAt: z.string(),
  /** Whether the person wrote last. */
  waitsForUs: z.boolean(),
  toldToWait: z.boolean(),
});
export type InboxRow = z.infer<typeof inboxRowSchema>;

/** The rows that this version understands: one that a later version has written must not hide all the others. */
export function readableRows<Row>(
  schema: z.ZodType<Row>,
  entries: readonly Entry[],
): (Entry & { value: Row })[] {
  return entries.flatMap((entry) => {
    const { success, data } = schema.safeParse(entry.value);
    return success ? [{ ...entry, value: data }] : [];
  });
}

/** A ticket with what the next write of it must name. */
export interface StoredTicket {
  ticket: Ticket;
  version: number;
  /** Version of its row in the list of the inbox; null before it was brought there. */
  listed: number | null;
}

/** A consignment that a change of a ticket puts into the outbox. */
export type NewOutboxItem = Pick<OutboxItem, 'target' | 'message' | 'told'>;

/** Reads a ticket; undefined where there is none any more. */
export async function loadTicket(store: Store, number: string): Promise<StoredTicket | undefined> {
  const [entry, listed] = await Promise.all([store.get(TICKETS + number), store.get(LISTED + number)]);
  if (!entry) return undefined;
  return {
    ticket: ticketSchema.parse(entry.value),
    version: entry.version,
    listed: listed?.version ?? null,
  };
}

/** The writes that keep a ticket, its row in the list, and what is to be brought somewhere because of it. */
export function ticketWrites(
  { ticket, version, listed }: Omit<StoredTicket, 'version'> & { version: number | null },
  outgoing: readonly NewOutboxItem[],
  expiresAt: number,
): Write[] {
  const next = ticket.next + outgoing.length;
  const kept: Ticket = { ...ticket, next };
  return [
    { key: TICKETS + ticket.number, expected: version, value: kept, expiresAt },
    ...(listed === null
      ? []
      : [{ key: LISTED + ticket.number, expected: listed, value: inboxRowOf(kept), expiresAt }]),
    ...outgoing.map((item, index) => outboxWrite(ticket, item, ticket.next + index, expiresAt)),
  ];
}

/** What the inbox lists of a ticket. */
export function inboxRowOf(ticket: Ticket): InboxRow {
  const { number, state, agent, desk, step, openedAt, waitsSince, changedAt, toldToWait } = ticket;
  const about = beginningOf(ticket.sentence || lastTyped(ticket));
  return {
    number,
    state,
    ...(agent && { agent }),
    desk,
    ...(step !== undefined && { step }),
    ...(about !== '' && { about }),
    openedAt,
    ...(waitsSince !== undefined && { waitsSince }),
    changedAt,
    waitsForUs: state !== 'closed' && ticket.messages.at(-1)?.by !== 'agent',
    toldToWait,
  };
}

/** What the person typed last before the hand-over; empty where they typed nothing. */
export function lastTyped({ exchanges }: Pick<Ticket, 'exchanges'>): string {
  return exchanges.findLast(({ by }) => by === 'person')?.text ?? '';
}

function beginningOf(text: string): string {
  const line = Array.from(text.replace(/\s+/g, ' ').trim());
  return line.length <= ABOUT_LENGTH
    ? line.join('')
    : `${line
        .slice(0, ABOUT_LENGTH - 1)
        .join('')
        .trimEnd()}…`;
}

function outboxWrite({ number }: Ticket, outgoing: NewOutboxItem, place: number, expiresAt: number): Write {
  const value: OutboxItem = {
    ...outgoing,
    ticket: number,
    attempts: 0,
    due: 0,
    since: new Date().toISOString(),
    isDead: false,
  };
  const key = `${OUTBOX}${outgoing.target}/${number}/${String(place).padStart(5, '0')}`;
  return { key, expected: null, value, expiresAt };
}
