import type { Ticket } from '../../ticket.ts';
import { type Delivery, DeliveryError, type ExternalTicket, type StateChange } from '../ticket-system.ts';
import type { TicketTexts } from '../ticket-texts.ts';
import { firstArticle, messageArticle, type NewArticle, noteArticle } from './articles.ts';
import type { ZammadClient } from './client.ts';
import { RefusedError } from './errors.ts';
import { currentTicket, findTicket, foundOnceSettled, type Settling } from './find-ticket.ts';
import { articlesSchema, createdSchema, type TicketState, ticketStateSchema } from './shapes.ts';
import { stateOf } from './updates.ts';

/** The name of Zammad among the ticket systems. */
export const NAME = 'zammad';
/** For so long after a ticket was made without certainty, it is looked whether it is there twice after all. */
const MAY_HAVE_SPARE_MS = 60 * 60 * 1000;

/** What a delivery needs of an open Zammad. */
export interface ZammadContext {
  client: ZammadClient;
  group: string;
  texts: TicketTexts;
  settling: Settling;
  stopped: AbortSignal | undefined;
}

/** The parts of a place that a delivery finds out. */
type Delivered = Omit<ExternalTicket, 'page'>;

/** Delivers a ticket; or a message, a change of its state, or both. */
export function deliver(zammad: ZammadContext, delivery: Delivery): Promise<Delivered> {
  const { message, change } = delivery;
  return message || change ? deliverNews(zammad, delivery) : deliverTicket(zammad, delivery);
}

/** Makes a ticket with the person's own words, and the note about them. */
async function deliverTicket(zammad: ZammadContext, delivery: Delivery): Promise<Delivered> {
  const { client, texts, settling, stopped } = zammad;
  const { ticket, triedBefore } = delivery;
  const found = await foundOnceSettled(() => findTicket(client, ticket), delivery, settling, stopped);
  const made = found ? await asFound(client, ticket, found) : await create(zammad, ticket);
  // An earlier attempt may have succeeded meanwhile; then the older of the two stays.
  const kept = !found && triedBefore ? ((await findTicket(client, ticket)) ?? made) : made;
  const { isWithoutPerson } = made;
  const withCustomer = ticket.email !== undefined && !isWithoutPerson;
  await addArticle(zammad, kept.id, noteArticle(texts, ticket, withCustomer), {
    ...delivery,
    triedBefore: found !== undefined,
  });
  const mayHaveSpareUntil = new Date(Date.now() + MAY_HAVE_SPARE_MS).toISOString();
  return {
    id: String(kept.id),
    ...(isWithoutPerson && { isWithoutPerson }),
    ...(triedBefore && { mayHaveSpareUntil }),
  };
}

interface Made {
  id: number;
  isWithoutPerson: boolean;
}

async function create(zammad: ZammadContext, ticket: Ticket): Promise<Made> {
  if (!hasCustomer(ticket)) return { id: await post(zammad, ticket, false), isWithoutPerson: false };
  try {
    return { id: await post(zammad, ticket, true), isWithoutPerson: false };
  } catch (error) {
    if (!(error instanceof RefusedError) || error.isGroup) throw error;
    // Zammad knows many reasons to refuse an address, and words them as it likes.
    return { id: await post(zammad, ticket, false), isWithoutPerson: true };
  }
}

async function post(
  { client, group, texts }: ZammadContext,
  ticket: Ticket,
  withCustomer: boolean,
): Promise<number> {
  const { id } = await client.post(
    'tickets',
    {
      title: texts.titleOf(ticket),
      group,
      customer_id: withCustomer ? `guess:${ticket.email}` : await ownId(client),
      tags: tagsOf(ticket).join(','),
      article: firstArticle(texts, ticket, withCustomer),
    },
    createdSchema,
  );
  return id;
}

async function asFound(
  client: ZammadClient,
  ticket: Ticket,
  { id, customer_id }: { id: number; customer_id?: number | undefined },
): Promise<Made> {
  return { id, isWithoutPerson: hasCustomer(ticket) && customer_id === (await ownId(client)) };
}

/** Adds what has happened since to a ticket that is there: the words first, so that they stand before the end. */
async function deliverNews(zammad: ZammadContext, delivery: Delivery): Promise<Delivered> {
  const { ticket, message, change } = delivery;
  const id = zammadId(ticket);
  const current = await currentTicket(zammad.client, id);
  if (message) {
    const article = messageArticle(zammad.texts, ticket, message, hasCustomer(ticket));
    await addArticle(zammad, current.id, article, delivery);
  }
  return { id, ...(change && { state: stateOf(await withState(zammad.client, current, change)) }) };
}

/** Adds an article, unless an earlier attempt has added it. */
async function addArticle(
  { client, settling, stopped }: ZammadContext,
  ticket_id: number,
  article: NewArticle,
  tried: Pick<Delivery, 'triedBefore' | 'lastTriedAt'>,
): Promise<void> {
  const look = async () => {
    const articles = await client.get(`ticket_articles/by_ticket/${ticket_id}`, articlesSchema);
    return articles.find(({ subject }) => subject === article.subject);
  };
  const found = await foundOnceSettled(look, tried, settling, stopped);
  if (!found) await client.post('ticket_articles', { ticket_id, ...article }, createdSchema);
}

/** Closes or reopens a ticket, unless it is closed or open already. */
async function withState(
  client: ZammadClient,
  current: TicketState,
  change: StateChange,
): Promise<TicketState> {
  const isDone = (stateOf(current) === 'closed') === (change === 'closed');
  const state = change === 'closed' ? 'closed' : 'open';
  return isDone ? current : client.put(`tickets/${current.id}?expand=true`, { state }, ticketStateSchema);
}

/** Checks whether the person is the customer that Zammad requires; otherwise that is the owner of the token. */
function hasCustomer({ email, elsewhere }: Ticket): boolean {
  return email !== undefined && !elsewhere[NAME]?.isWithoutPerson;
}

/** Returns the id of the owner of the token. */
async function ownId(client: ZammadClient): Promise<number> {
  return (await client.get('users/me', createdSchema)).id;
}

function tagsOf({ topic, step, number }: Ticket): string[] {
  return [...Object.values(topic ?? {}), ...(step?.split('/') ?? []), number];
}

/** Returns the ticket's id in Zammad. @throws DeliveryError where it has not been delivered yet. */
export function zammadId({ number, elsewhere }: Ticket): string {
  const id = elsewhere[NAME]?.id;
  if (id !== undefined) return id;
  throw new DeliveryError(`ticket ${number} is not in Zammad yet`);
}
