import { z } from 'zod';
import { correlationId } from '../lib/correlation.ts';
import { LISTED, OUTBOX, TICKETS } from '../store/keys.ts';
import type { Entry, Store, Write } from '../store/store.ts';
import { storedObject } from '../store/stored-object.ts';
import { endByPerson } from './end-by-person.ts';
import { shorten } from './shorten.ts';
import { agentSchema, handedSchema, type Ticket, ticketSchema, topicSchema } from './ticket.ts';

/** The length of the text beside a ticket in the list, in characters. */
const ABOUT_LENGTH = 120;

/** The outbox target that is the person's chat; the other targets are ticket systems. */
export const CHAT = 'chat';
/** The outbox target that is the person's mailbox, for a copy of what was passed on to a desk outside the network. */
export const COPY = 'copy';

/** The outbox target that is the person's mailbox. */
export const PERSON_EMAIL = 'person-email';

/** The outbox target that is the mail about a new ticket to the helpdesk's people. */
export const NEW_TICKET_EMAIL = 'new-ticket-email';

/** The events of a ticket that the person is told in their chat. */
const eventKindSchema = z.enum([
  'taken',
  'released',
  'answered',
  'closed',
  'reopened',
  'waiting',
  'solvedYet',
]);
export type TicketEventKind = z.infer<typeof eventKindSchema>;

/** Something to deliver to a ticket system or to the person's chat, in the order of its number. */
export const outboxItemSchema = storedObject({
  target: z.string(),
  ticket: z.string(),
  /** The desk that the ticket goes to; missing in items older than this field. */
  desk: z.string().optional(),
  /** The id of the message to deliver; missing for the ticket itself. */
  message: z.string().optional(),
  /** For the chat and the person's mailbox: the event that the person is told. For a ticket system: that the ticket was closed or reopened, also with the message. */
  told: eventKindSchema.optional(),
  attempts: z.number().int(),
  /** The beginning of the last attempt that may have arrived, in milliseconds since 1970; missing where none may. */
  triedAt: z.number().optional(),
  /** True during an attempt. */
  isLeased: z.boolean().optional(),
  /** The number of attempts that have failed; missing before the first, and in items older than this field. */
  failures: z.number().int().optional(),
  /** The time of the next attempt, in milliseconds since 1970. During an attempt: when another process may take over. */
  due: z.number(),
  since: z.iso.datetime(),
  /** The correlation id of the request that brought it about; missing in items older than this field. */
  correlation: z.string().optional(),
  /** The reason of the last failure, for the operator. */
  problem: z.string().optional(),
  /** True where it was given up until somebody retries it. */
  isDead: z.boolean(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** A ticket as the inbox lists it. */
export const inboxRowSchema = z.object({
  number: z.string(),
  state: z.enum(['open', 'taken', 'closed']),
  agent: agentSchema.optional(),
  handed: handedSchema.optional(),
  desk: z.string(),
  step: z.string().optional(),
  country: z.string().optional(),
  centre: z.string().optional(),
  topic: topicSchema.optional(),
  /** The beginning of what the person typed; missing where they typed nothing, and in rows older than this field. */
  about: z.string().optional(),
  openedAt: z.string(),
  /** The time at which it was given back or reopened; missing where it has waited since it was opened. */
  waitsSince: z.string().optional(),
  changedAt: z.string(),
  /** True where the person wrote last. */
  waitsForUs: z.boolean(),
  /** The time since which the person has waited for an answer; missing where they don't, and in rows older than this field. */
  unansweredSince: z.string().optional(),
  /** The time at which the person wrote last since the hand-over; missing where they have not, and in rows older than this field. */
  wroteAt: z.string().optional(),
  toldToWait: z.boolean(),
  /** True once the person was asked whether it is solved. */
  askedIfSolved: z.boolean().optional(),
  /** What the person did last to end it or to open it again; missing where that was an agent, or nobody. */
  byPerson: z.enum(['closed', 'reopened']).optional(),
  /** The two by which other tickets of the same person are found; missing in rows older than these fields. */
  talk: z.string().optional(),
  email: z.string().optional(),
});
export type InboxRow = z.infer<typeof inboxRowSchema>;

/** Returns the rows that this version can read: one that a later version wrote must not hide all the others. */
export function readableRows<Row>(
  schema: z.ZodType<Row>,
  entries: readonly Entry[],
): (Entry & { value: Row })[] {
  return entries.flatMap((entry) => {
    const { success, data } = schema.safeParse(entry.value);
    return success ? [{ ...entry, value: data }] : [];
  });
}

/** A ticket with the versions that the next write must name. */
export interface StoredTicket {
  ticket: Ticket;
  version: number;
  /** The version of its row in the inbox; null before it has one. */
  listed: number | null;
}

/** An item that a change of a ticket puts into the outbox: to be delivered, or with the problem for which it was given up. */
export type NewOutboxItem = Pick<OutboxItem, 'target' | 'message' | 'told' | 'problem'> & {
  /** The time before which it is not delivered, in milliseconds since 1970. */
  due?: number;
};

/** Reads a ticket; undefined where it is no longer kept. */
export async function loadTicket(store: Store, number: string): Promise<StoredTicket | undefined> {
  const [entry, listed] = await Promise.all([store.get(TICKETS + number), store.get(LISTED + number)]);
  if (!entry) return undefined;
  return {
    ticket: ticketSchema.parse(entry.value),
    version: entry.version,
    listed: listed?.version ?? null,
  };
}

/** Returns the writes that keep a ticket, its row in the inbox and its new outbox items. */
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

/** Returns the row with which the inbox lists a ticket. */
export function inboxRowOf(ticket: Ticket): InboxRow {
  const { number, state, desk, openedAt, changedAt, toldToWait, talk } = ticket;
  const { agent, handed, step, topic, country, centre, waitsSince, email } = ticket;
  const unanswered = unansweredSince(ticket);
  const about = aboutOf(ticket);
  const byPerson = endByPerson(ticket);
  const wroteAt = ticket.messages.findLast(({ by }) => by === 'person')?.at;
  return {
    number,
    state,
    ...(agent && { agent }),
    ...(handed && { handed }),
    desk,
    ...(step !== undefined && { step }),
    ...(topic && { topic }),
    ...(country !== undefined && { country }),
    ...(centre !== undefined && { centre }),
    ...(about !== '' && { about }),
    openedAt,
    ...(waitsSince !== undefined && { waitsSince }),
    changedAt,
    waitsForUs: unanswered !== undefined,
    ...(unanswered !== undefined && { unansweredSince: unanswered }),
    ...(wroteAt !== undefined && { wroteAt }),
    toldToWait,
    ...(ticket.askedIfSolved && { askedIfSolved: true }),
    ...(byPerson && { byPerson }),
    talk,
    ...(email !== undefined && { email }),
  };
}

/** Returns when the person wrote the first words that nobody has answered; after a reopening the time counts from then. */
function unansweredSince({ state, openedAt, messages, log }: Ticket): string | undefined {
  if (state === 'closed') return undefined;
  const answered = messages.findLastIndex(({ by }) => by === 'agent');
  const wrote = answered === -1 ? openedAt : messages[answered + 1]?.at;
  const reopened = log.findLast(({ what }) => what === 'reopen');
  // A person who opens it again asks for an answer, also without a word; an agent does not.
  const asks = reopened?.who === '' && reopened.at > (messages[answered]?.at ?? '');
  if (reopened === undefined || (wrote === undefined && !asks)) return wrote;
  return wrote === undefined || reopened.at > wrote ? reopened.at : wrote;
}

/** Returns what the person typed last before the hand-over; empty where they typed nothing. */
export function lastTyped({ exchanges }: Pick<Ticket, 'exchanges'>): string {
  return exchanges.findLast(({ by }) => by === 'person')?.text ?? '';
}

/** Returns the beginning of what the person typed, in one line; empty where they typed nothing. */
export function aboutOf(ticket: Pick<Ticket, 'sentence' | 'exchanges'>): string {
  const typed = ticket.sentence || lastTyped(ticket);
  return shorten(typed.replace(/\s+/g, ' ').trim(), ABOUT_LENGTH);
}

function outboxWrite(
  { number, desk }: Ticket,
  outgoing: NewOutboxItem,
  place: number,
  expiresAt: number,
): Write {
  const correlation = correlationId();
  const value: OutboxItem = {
    due: 0,
    ...outgoing,
    ...(correlation !== undefined && { correlation }),
    ticket: number,
    desk,
    attempts: outgoing.problem === undefined ? 0 : 1,
    since: new Date().toISOString(),
    isDead: outgoing.problem !== undefined,
  };
  const key = `${OUTBOX}${outgoing.target}/${number}/${String(place).padStart(5, '0')}`;
  return { key, expected: null, value, expiresAt };
}
