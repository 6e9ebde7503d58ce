import type { Content } from '../../../src/content/content.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Handled, mailHandler } from '../../../src/tickets/mailbox/mail-handler.ts';
import type { Ticket } from '../../../src/tickets/ticket.ts';
import { type OutboxItem, ticketWrites } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { aTicket } from '../a-ticket.ts';
import { packWithDesk } from '../systems/email/pack-with-desk.ts';
import { AGENT, NUMBER, OURS, PERSON, SECRET } from './some-mail.ts';

const HOUR = 3_600_000;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The pack with one agent on the list of its desk. */
export const packWithAgent: Content = {
  ...packWithDesk,
  network: {
    ...packWithDesk.network,
    contacts: Object.fromEntries(
      Object.entries(packWithDesk.network.contacts).map(([desk, contact]) => [
        desk,
        { ...contact, agents: [{ name: 'Robin Vos', email: AGENT }] },
      ]),
    ),
  },
};

/** A store with one ticket, and what reads emails into it. */
export interface Desk {
  store: Store;
  tickets: Tickets;
  handle: (raw: string, bytes?: number) => Promise<Handled>;
  ticket: () => Promise<Ticket>;
  /** What waits to be delivered, as target and event. */
  outgoing: () => Promise<OutboxItem[]>;
}

/** Opens a store with a ticket of the person with an address, and a handler of emails for it. */
export async function openDesk(
  parts: Partial<Ticket> = {},
  { store = openMemoryStore(), targets = ['inbox'] }: { store?: Store; targets?: string[] } = {},
): Promise<Desk> {
  const ticket = aTicket({ email: PERSON, ...parts });
  await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
  return deskOn(store, targets);
}

/** Opens another process on a store that has the ticket. */
export function deskOn(store: Store, targets: string[] = ['inbox']): Desk {
  const tickets = new Tickets({
    store,
    retentionMs: HOUR,
    changed: () => undefined,
    mirrors: () => targets.filter((target) => target === 'zammad'),
  });
  const handler = mailHandler({
    tickets,
    content: () => packWithAgent,
    targetsFor: () => targets,
    secret: async () => SECRET,
    ownAddress: OURS,
    log: SILENT,
  });
  return {
    store,
    tickets,
    handle: (raw, bytes = raw.length) => handler({ source: Buffer.from(raw), bytes }),
    async ticket() {
      const found = await tickets.get(NUMBER);
      if (!found) throw new Error('the ticket is gone');
      return found;
    },
    async outgoing() {
      return (await store.list('outbox/')).map(({ value }) => value as OutboxItem);
    },
  };
}
