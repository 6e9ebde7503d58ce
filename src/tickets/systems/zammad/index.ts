import type { ZammadConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import { toReadable } from '../../../lib/email-address.ts';
import { oncePerObject } from '../../../lib/once-per-key.ts';
import { answerReader } from '../../../mail-reading/read-answer.ts';
import type { Ticket, TicketMessage } from '../../ticket.ts';
import { type MessageBody, toText } from '../message-body.ts';
import { DeliveryError, type ExternalTicket, type TicketSystem } from '../ticket-system.ts';
import { numberTag, type TicketTexts, ticketTextsFor } from '../ticket-texts.ts';
import { type ZammadClient, zammadClient } from './client.ts';
import { RefusedError } from './errors.ts';
import { articlesSchema, createdSchema, ticketStateSchema, titlesSchema } from './shapes.ts';
import { updatesOf } from './updates.ts';

const NAME = 'zammad';
const TIMEOUT_MS = 20_000;

export interface ZammadOptions {
  /** Returns the content pack that counts now. */
  content: () => Content;
  timeoutMs?: number;
}

/** Opens a Zammad as a ticket system: tickets go there, their states and replies come back. */
export function openZammad(
  config: ZammadConfig,
  { content, timeoutMs = TIMEOUT_MS }: ZammadOptions,
): TicketSystem {
  const clientUntil = (stopped?: AbortSignal) => zammadClient(config, timeoutMs, stopped);
  const externalTicketOf = (id: number | string): ExternalTicket => ({
    id: String(id),
    page: `${config.url}/#ticket/zoom/${id}`,
  });

  async function deliverTicket(
    client: ZammadClient,
    ticket: Ticket,
    triedBefore: boolean,
  ): Promise<ExternalTicket> {
    const found = triedBefore ? await findTicket(client, ticket) : undefined;
    if (found)
      return { ...externalTicketOf(found.id), ...(found.isWithoutPerson && { isWithoutPerson: true }) };
    try {
      return externalTicketOf(await create(client, ticket, hasCustomer(ticket)));
    } catch (error) {
      if (!(error instanceof RefusedError) || error.isGroup || !hasCustomer(ticket)) throw error;
      // Zammad knows many reasons to refuse an address, and words them as it likes.
      return { ...externalTicketOf(await create(client, ticket, false)), isWithoutPerson: true };
    }
  }

  async function create(client: ZammadClient, ticket: Ticket, withCustomer: boolean): Promise<number> {
    const texts = ticketTextsFor(content());
    const title = texts.titleOf(ticket);
    const { id } = await client.post(
      'tickets',
      {
        title,
        group: config.group,
        customer_id: withCustomer ? `guess:${ticket.email}` : await ownId(client),
        tags: tagsOf(ticket).join(','),
        article: articleOf(title, toText(bodyOf(texts, ticket, withCustomer)), withCustomer),
      },
      createdSchema,
    );
    return id;
  }

  async function deliverMessage(
    client: ZammadClient,
    ticket: Ticket,
    message: TicketMessage,
    triedBefore: boolean,
  ): Promise<ExternalTicket> {
    const id = zammadId(ticket);
    const subject = articleSubject(ticket, message);
    if (!triedBefore || !(await hasArticle(client, id, subject)))
      await client.post(
        'ticket_articles',
        {
          ticket_id: Number(id),
          ...articleOf(subject, ticketTextsFor(content()).wordsOf(message), hasCustomer(ticket)),
        },
        createdSchema,
      );
    return externalTicketOf(id);
  }

  return {
    name: NAME,
    deliver({ ticket, message, triedBefore }, stopped) {
      const client = clientUntil(stopped);
      return message
        ? deliverMessage(client, ticket, message, triedBefore)
        : deliverTicket(client, ticket, triedBefore);
    },
    async fetchUpdates(ticket, stopped) {
      const client = clientUntil(stopped);
      const id = zammadId(ticket);
      const [state, articles] = await Promise.all([
        client.get(`tickets/${id}?expand=true`, ticketStateSchema),
        client.get(`ticket_articles/by_ticket/${id}`, articlesSchema),
      ]);
      const pack = content();
      const helpdesk = ticketTextsFor(pack).deskName(ticket.desk);
      const known = { email: ticket.email, seen: ticket.elsewhere[NAME]?.seen ?? [] };
      return updatesOf(state, articles, known, { helpdesk, readAnswer: readAnswerFor(pack) });
    },
  };
}

/** Returns what reads answers by the words of a pack; they are prepared once for each pack. */
const readAnswerFor = oncePerObject(({ mailReading }: Content) => answerReader(mailReading));

/**
 * Finds a ticket by the number in its title, with a condition, since the full-text search knows a new ticket only after a while.
 */
async function findTicket(client: ZammadClient, ticket: Ticket): Promise<ExternalTicket | undefined> {
  const { number } = ticket;
  const query = new URLSearchParams({
    'condition[ticket.title][operator]': 'contains',
    'condition[ticket.title][value]': number,
    expand: 'true',
  });
  const tickets = await client.get(`tickets/search?${query}`, titlesSchema);
  const found = tickets.find(({ title }) => title.startsWith(numberTag(number)));
  if (!found) return undefined;
  const isWithoutPerson = hasCustomer(ticket) && found.customer_id === (await ownId(client));
  return { id: String(found.id), isWithoutPerson };
}

async function hasArticle(client: ZammadClient, id: string, wanted: string): Promise<boolean> {
  const articles = await client.get(`ticket_articles/by_ticket/${id}`, articlesSchema);
  return articles.some(({ subject }) => subject === wanted);
}

/** Checks whether the person is the customer that Zammad requires; otherwise that is the owner of the token. */
function hasCustomer({ email, elsewhere }: Ticket): boolean {
  return email !== undefined && !elsewhere[NAME]?.isWithoutPerson;
}

/** Returns the id of the owner of the token. */
async function ownId(client: ZammadClient): Promise<number> {
  return (await client.get('users/me', createdSchema)).id;
}

/** Returns an article. One of type web counts as contact with the customer and may be confirmed by mail; a note does neither. */
function articleOf(subject: string, body: string, withCustomer: boolean) {
  return {
    subject,
    body,
    content_type: 'text/plain',
    type: withCustomer ? 'web' : 'note',
    sender: 'Customer',
    internal: false,
  };
}

function bodyOf({ mail, say, sectionsOf }: TicketTexts, ticket: Ticket, withCustomer: boolean): MessageBody {
  const { number, email } = ticket;
  const noCustomer =
    email === undefined
      ? say(mail.desk.noEmail)
      : say(mail.system.addressRefused, { email: toReadable(email) });
  return {
    opening: [say(mail.system.ticket, { number })],
    sections: sectionsOf(ticket, undefined),
    closing: [...(withCustomer ? [] : [noCustomer]), say(mail.system.answer)],
  };
}

function tagsOf({ topic, step, number }: Ticket): string[] {
  return [...Object.values(topic ?? {}), ...(step?.split('/') ?? []), number];
}

/** Returns the subject by which a message's article is found again: its position among the ticket's messages. */
function articleSubject({ number, messages }: Ticket, { id }: TicketMessage): string {
  return numberTag(`${number}/${messages.findIndex((each) => each.id === id) + 1}`);
}

/** Returns the ticket's id in Zammad. @throws DeliveryError where it has not been delivered yet. */
function zammadId({ number, elsewhere }: Ticket): string {
  const id = elsewhere[NAME]?.id;
  if (id !== undefined) return id;
  throw new DeliveryError(`ticket ${number} is not in Zammad yet`);
}
