import { type Ticket, ticketSchema } from '../../src/helpdesk/ticket.ts';
import { pack } from '../support/clinician.ts';

/** A ticket as somebody has just sent it, with some of it changed. */
export function aTicket(changed: Partial<Ticket> = {}): Ticket {
  const now = new Date().toISOString();
  return ticketSchema.parse({
    version: 1,
    number: 'BCD-FGH',
    desk: pack.network.helpdesk,
    language: 'en',
    state: 'open',
    openedAt: now,
    changedAt: now,
    step: 'cpms-access/choose-centre',
    facts: [{ name: 'Step', value: 'Choose your centre' }],
    exchanges: [{ by: 'person', text: 'my centre is missing' }],
    sentence: 'It is not in the list.',
    messages: [],
    talk: 'talk-1',
    address: { channelId: 'test', conversation: { id: 'talk-1' } },
    log: [],
    ...changed,
  });
}
