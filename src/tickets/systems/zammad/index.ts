import type { ZammadConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import type { Ticket, TicketMessage } from '../../ticket.ts';
import { type MessageBody, toText } from '../message-body.ts';
import { DeliveryError, type ExternalTicket, type TicketSystem } from '../ticket-system.ts';
import { numberTag, type TicketTexts, ticketTextsFor } from '../ticket-texts.ts';
import { type ZammadClient, zammadClient } from './client.ts';
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
    const found = triedBefore ? await findTicket(client, ticket.number) : undefined;
    if (found !== undefined) return externalTicketOf(found);
    const texts = ticketTextsFor(content());
    const title = texts.titleOf(ticket);
    const created = await client.post(
      'tickets',
      {
        title,
        group: config.group,
        customer_id: await customerOf(client, ticket),
        tags: tagsOf(ticket).join(','),
        article: articleOf(ticket, title, toText(bodyOf(texts, ticket))),
      },
      createdSchema,
    );
    return externalTicketOf(created.id);
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
        { ticket_id: Number(id), ...articleOf(ticket, subject, message.text) },
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
      return updatesOf(
        state,
        articles,
        ticketTextsFor(content()).deskName(ticket.desk),
        ticket.elsewhere[NAME]?.seen,
      );
    },
  };
}

/**
 * Finds a ticket by the number in its title, with a condition, since the full-text search knows a new ticket only after a while.
 */
async function findTicket(client: ZammadClient, number: string): Promise<number | undefined> {
  const query = new URLSearchParams({
    'condition[ticket.title][operator]': 'contains',
    'condition[ticket.title][value]': number,
    expand: 'true',
  });
  const tickets = await client.get(`tickets/search?${query}`, titlesSchema);
  return tickets.find(({ title }) => title.startsWith(numberTag(number)))?.id;
}

async function hasArticle(client: ZammadClient, id: string, wanted: string): Promise<boolean> {
  const articles = await client.get(`ticket_articles/by_ticket/${id}`, articlesSchema);
  return articles.some(({ subject }) => subject === wanted);
}

/** Returns the customer that Zammad requires: the person by their address, or else the owner of the token. */
async function customerOf(client: ZammadClient, { email }: Ticket): Promise<string | number> {
  return email === undefined ? (await client.get('users/me', createdSchema)).id : `guess:${email}`;
}

/** Returns an article. One of type web counts as contact with the customer and may be confirmed by mail; a note does neither. */
function articleOf({ email }: Ticket, subject: string, body: string) {
  return {
    subject,
    body,
    content_type: 'text/plain',
    type: email === undefined ? 'note' : 'web',
    sender: 'Customer',
    internal: false,
  };
}

function bodyOf({ mail, say, sectionsOf }: TicketTexts, ticket: Ticket): MessageBody {
  const { number, email } = ticket;
  return {
    opening: [say(mail.system.ticket, { number })],
    sections: sectionsOf(ticket, undefined),
    closing: [...(email === undefined ? [say(mail.desk.noEmail)] : []), say(mail.system.answer)],
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
