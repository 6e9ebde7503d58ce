import { type Ticket, type TicketMessage, ticketSchema } from '../../src/tickets/ticket.ts';
import { pack } from '../support/clinician.ts';

const AT = '2026-11-25T09:00:00.000Z';

/** Returns a ticket for the network's own helpdesk, as the conversation makes it. */
export function aTicket(parts: Partial<Ticket> = {}): Ticket {
  return ticketSchema.parse({
    version: 1,
    number: 'KMR-FTZ',
    desk: pack.network.helpdesk,
    language: 'en',
    state: 'open',
    openedAt: AT,
    changedAt: AT,
    step: 'cpms-access/choose-centre',
    facts: [
      { name: 'Step', value: 'Choose your centre' },
      { name: 'Country', value: 'Netherlands' },
    ],
    exchanges: [
      { by: 'person', text: 'my hospital is not on the list' },
      { by: 'assistant', text: 'Is it one of these?' },
    ],
    sentence: 'We joined the network last month.',
    messages: [],
    talk: 'talk-1',
    address: {},
    log: [],
    ...parts,
  });
}

/** Returns the ticket after the person has added a message. */
export function withMessage(
  ticket: Ticket,
  id: string,
  text: string,
): { ticket: Ticket; message: TicketMessage } {
  const message: TicketMessage = { id, text, by: 'person', at: AT };
  return { ticket: { ...ticket, messages: [...ticket.messages, message] }, message };
}
