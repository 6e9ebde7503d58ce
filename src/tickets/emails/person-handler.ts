import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { isEmail } from '../../lib/email-address.ts';
import { CONVERSATIONS } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { OutboxHandler } from '../outbox/outbox.ts';
import { replyToken } from '../reply-token.ts';
import { DeliveryError } from '../systems/ticket-system.ts';
import { ticketTextsFor } from '../systems/ticket-texts.ts';
import type { AnswerEmail, Ticket, TicketMessage } from '../ticket.ts';
import type { OutboxItem } from '../ticket-rows.ts';
import { chatLinkKey, LINK_DAYS } from './chat-link.ts';
import type { SendMail } from './mailer.ts';
import { personMail, type Replies, type WayBack } from './person-mail.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** As many as mail programs need to show a thread. */
const MOST_REFERENCES = 10;

/** The part of a conversation's state that says when the person was last there. */
const presenceSchema = z.object({ lastSeen: z.number().optional().catch(undefined) });

export interface PersonEmailOptions {
  store: Store;
  /** Returns the content pack that counts now. */
  content: () => Content;
  send: SendMail;
  /** Returns the secret that signs links and tokens. */
  secret: () => Promise<string>;
  /** The address of the page that opens a conversation by a key. */
  linkPage: string;
  /** True where the assistant reads what people reply to its mails. */
  repliesAreRead: boolean;
}

/**
 * Returns the handler that sends a person the answers, and the closing, that they have not seen in their chat, and notes on the answer
 * what became of the email.
 */
export function personEmailHandler(options: PersonEmailOptions): OutboxHandler {
  return async (ticket, { key, item }, stopped) => {
    const message = ticket.messages.find(({ id }) => id === item.message);
    if (ticket.email === undefined || !isEmail(ticket.email)) return undefined;
    const note = (email: Omit<AnswerEmail, 'at'>) => message && withEmail(message.id, email);
    const lastSeen = await lastSeenOf(options.store, ticket);
    const isKnown = message ? hasSeen(message, lastSeen) : knowsOfClosing(ticket, item, lastSeen);
    if (isKnown) return note({ state: 'unneeded' });
    try {
      await sendTo({ ...ticket, email: ticket.email }, message, { key, stopped }, options);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const { message: problem, isFinal, waitMs } = error;
      // Nobody can repair a person's address: the agent has to know, and nothing is tried again.
      if (isFinal) return note({ state: 'refused', problem });
      throw new DeliveryError(problem, { waitMs, change: note({ state: 'late' }) });
    }
    return note({ state: 'sent' });
  };
}

/** Returns when the person last wrote or pressed something, opened the chat or touched its page, in milliseconds since 1970. */
async function lastSeenOf(store: Store, { talk }: Ticket): Promise<number> {
  const entry = await store.get(CONVERSATIONS + talk);
  return presenceSchema.safeParse(entry?.value).data?.lastSeen ?? 0;
}

/** Checks whether the person was in the chat after an answer had come there. */
function hasSeen({ delivery, deliveredAt, at }: TicketMessage, lastSeen: number): boolean {
  return delivery === 'delivered' && lastSeen > Date.parse(deliveredAt ?? at);
}

/** Checks whether the person need not be told of a closing: they were there since, a mail with an answer has said it, or it is undone. */
function knowsOfClosing({ state, messages }: Ticket, { since }: OutboxItem, lastSeen: number): boolean {
  return (
    state !== 'closed' ||
    lastSeen > Date.parse(since) ||
    messages.some(({ email }) => email?.state === 'sent' && email.at >= since)
  );
}

async function sendTo(
  ticket: Ticket & { email: string },
  message: TicketMessage | undefined,
  { key, stopped }: { key: string; stopped: AbortSignal },
  { content, send, secret, linkPage, repliesAreRead }: PersonEmailOptions,
): Promise<void> {
  const pack = content();
  const { network } = pack;
  const texts = ticketTextsFor(pack, ticket.language);
  const signing = await secret();
  const token = replyToken(signing, ticket.number);
  const desk = network.contacts[network.helpdesk]?.email ?? undefined;
  const toDesk: Replies = desk === undefined ? 'unread' : 'toDesk';
  const mail = personMail(pack, {
    ticket,
    message,
    wayBack: wayBackOf(ticket, message, signing, linkPage),
    replies: repliesAreRead ? 'read' : toDesk,
  });
  stopped.throwIfAborted();
  await send(
    {
      to: ticket.email,
      sender: texts.say(texts.mail.sender),
      subject: `${texts.titleOf(ticket)} [${token}]`,
      body: mail,
      language: ticket.language,
      // A closing has no id of its own; its place in the outbox is there once.
      id: `${message?.id ?? `closed-${key.slice(key.lastIndexOf('/') + 1)}`}.${token}`,
      earlier: earlierOf(ticket).map((id) => `${id}.${token}`),
      replyTo: repliesAreRead ? undefined : desk,
    },
    { recipient: "the person's email address", stopped },
  );
}

/** Returns the ids of the answers that were sent already, as far as a thread needs them. */
function earlierOf({ messages }: Ticket): string[] {
  const sent = messages.filter(({ email }) => email?.state === 'sent');
  return sent.map(({ id }) => id).slice(-MOST_REFERENCES);
}

function wayBackOf(
  ticket: Ticket,
  message: TicketMessage | undefined,
  secret: string,
  linkPage: string,
): WayBack {
  if (message?.delivery === 'unreachable') return { kind: 'none' };
  if (ticket.address.channelId === 'msteams') return { kind: 'inTeams' };
  const until = new Date(Date.now() + LINK_DAYS * DAY_MS);
  const query = new URLSearchParams({
    lang: ticket.language,
    key: chatLinkKey(secret, ticket, until.getTime()),
  });
  const link = `${linkPage}?${query}`;
  return { kind: 'link', link, until };
}

/** Returns the change that notes on an answer what became of its email; one that has come back already was sent before. */
function withEmail(id: string, email: Omit<AnswerEmail, 'at'>): (ticket: Ticket) => Ticket {
  const noted: AnswerEmail = { ...email, at: new Date().toISOString() };
  const isIt = (one: TicketMessage) => one.id === id && one.email?.state !== 'returned';
  return (ticket) => ({
    ...ticket,
    messages: ticket.messages.map((one) => (isIt(one) ? { ...one, email: noted } : one)),
  });
}
