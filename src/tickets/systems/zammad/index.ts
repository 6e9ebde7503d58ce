import type { ZammadConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import { oncePerObject } from '../../../lib/once-per-key.ts';
import { answerReader } from '../../../mail-reading/read-answer.ts';
import type { Ticket } from '../../ticket.ts';
import type { ExternalTicket, TicketSystem, TicketUpdates } from '../ticket-system.ts';
import { ticketTextsFor } from '../ticket-texts.ts';
import { type ZammadClient, type ZammadTimeouts, zammadClient } from './client.ts';
import { deliver, NAME, zammadId } from './deliver.ts';
import { findTicket, isMerged, mergeTarget, readTicket, type Settling } from './find-ticket.ts';
import { articlesSchema } from './shapes.ts';
import { joinedAt, type Reading, updatesOf } from './updates.ts';

/**
 * Zammad's own web server waits 300 seconds for Zammad, which goes on although whoever asked has left. So we wait about as long, and
 * look what came of it before we ask again.
 */
const TIMING: ZammadTimeouts & Settling = {
  readMs: 30_000,
  writeMs: 290_000,
  settledMs: 310_000,
  lookMs: 15_000,
};

export interface ZammadOptions {
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** The language that the helpdesk works in. */
  deskLanguage: string;
  timing?: Partial<typeof TIMING>;
}

/** Opens a Zammad as a ticket system: tickets go there, their states and replies come back. */
export function openZammad(
  config: ZammadConfig,
  { content, deskLanguage, timing }: ZammadOptions,
): TicketSystem {
  const settling = { ...TIMING, ...timing };
  const clientUntil = (stopped?: AbortSignal) => zammadClient(config, settling, stopped);
  const pageOf = (id: number | string) => `${config.url}/#ticket/zoom/${id}`;

  return {
    name: NAME,
    hasAgents: true,
    async deliver(delivery, stopped) {
      const client = clientUntil(stopped);
      const texts = ticketTextsFor(content(), deskLanguage);
      const place = await deliver({ client, group: config.group, texts, settling, stopped }, delivery);
      return { ...place, page: pageOf(place.id) };
    },
    async fetchUpdates(ticket, stopped) {
      const pack = content();
      const helpdesk = ticketTextsFor(pack, deskLanguage).deskName(ticket.desk);
      const reading = { helpdesk, readAnswer: readAnswerFor(pack) };
      const updates = await updatesFrom(clientUntil(stopped), ticket, reading);
      const { movedTo } = updates;
      return { ...updates, ...(movedTo && { movedTo: { ...movedTo, page: pageOf(movedTo.id) } }) };
    },
  };
}

/** Returns what reads answers by the words of a pack; they are prepared once for each pack. */
const readAnswerFor = oncePerObject(({ mailReading }: Content) => answerReader(mailReading));

/** Fetches the updates of a ticket, from the ticket that it was merged into where it was. */
async function updatesFrom(client: ZammadClient, ticket: Ticket, reading: Reading): Promise<TicketUpdates> {
  const { number, email, elsewhere } = ticket;
  const { seen = [], mayHaveSpareUntil } = elsewhere[NAME] ?? {};
  const known = { number, email, seen };
  const id = zammadId(ticket);
  if (mayHaveSpareUntil !== undefined && Date.now() < Date.parse(mayHaveSpareUntil))
    await findTicket(client, ticket);
  const [state, articles] = await Promise.all([readTicket(client, id), readArticles(client, id)]);
  const target = isMerged(state) ? await mergeTarget(client, state.id) : undefined;
  if (!target) return updatesOf(state, articles, known, reading);
  const since = joinedAt(articles, target, number);
  const movedTo: ExternalTicket = { id: String(target.id) };
  return {
    ...updatesOf(target, await readArticles(client, target.id), { ...known, since }, reading),
    movedTo,
  };
}

function readArticles(client: ZammadClient, id: number | string) {
  return client.get(`ticket_articles/by_ticket/${id}`, articlesSchema);
}
