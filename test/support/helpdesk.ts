import type { Content } from '../../src/content/content.ts';
import type { TargetsFor } from '../../src/conversation/turn-tickets.ts';
import { openLog } from '../../src/lib/log.ts';
import { OUTBOX, TICKETS } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { askIfSolved } from '../../src/tickets/ask-if-solved.ts';
import { notifyWaiting } from '../../src/tickets/notify-waiting.ts';
import { chatOutboxHandler } from '../../src/tickets/outbox/chat-handler.ts';
import { Outbox, type OutboxHandler } from '../../src/tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../../src/tickets/outbox/system-handler.ts';
import { openInbox } from '../../src/tickets/systems/inbox.ts';
import type { TicketSystem } from '../../src/tickets/systems/ticket-system.ts';
import { type Ticket, ticketSchema } from '../../src/tickets/ticket.ts';
import { CHAT, type OutboxItem, outboxItemSchema, PERSON_EMAIL } from '../../src/tickets/ticket-rows.ts';
import { type Outcome, Tickets } from '../../src/tickets/tickets.ts';
import { Clinician, type Connect, pack } from './clinician.ts';

const DAY = 86_400_000;

/** A helpdesk with its inbox, and a person who writes to it. */
export class Helpdesk {
  readonly agent = { id: 'agent-1', name: 'Robin' };
  readonly person: Clinician;
  readonly tickets: Tickets;
  readonly outbox: Outbox;
  /** The time that has passed for the outbox since the test began, in milliseconds. */
  laterMs = 0;
  readonly #content: Content;

  /**
   * @param takes the desks that take tickets; by default the network's own
   * @param also the targets to which their tickets go besides the inbox
   */
  constructor({
    connect,
    takes = [pack.network.helpdesk],
    systems = [],
    also = systems.map(({ name }) => name),
    content = pack,
    admitHandOver = async () => true,
    filesTo,
    emails,
  }: {
    connect?: Connect | undefined;
    takes?: readonly string[] | undefined;
    also?: readonly string[];
    /** The ticket systems in which agents of the network's own helpdesk work as well. */
    systems?: readonly TicketSystem[];
    content?: Content;
    /** Counts a hand-over; false where there have been too many. */
    admitHandOver?: () => Promise<boolean>;
    /** The address to which people can email files. */
    filesTo?: string;
    /** Sends people what they have not read after so many milliseconds. */
    emails?: { afterMs: number; handler: (store: Store) => OutboxHandler };
  } = {}) {
    this.#content = content;
    const targetsFor: TargetsFor = (desk) => (takes.includes(desk) ? ['inbox', ...also] : []);
    const emailsAnswers = emails !== undefined;
    const helpdesk = { targetsFor, filesTo, emailsAnswers, admitHandOver, changed: () => undefined };
    this.person = new Clinician({ content, also: { helpdesk }, ...(connect && { connect }) });
    const { store } = this.person;
    this.tickets = new Tickets({
      store,
      retentionMs: DAY,
      emailAfterMs: emails?.afterMs,
      changed: () => undefined,
      mirrors: () => systems.map(({ name }) => name),
    });
    this.outbox = new Outbox({
      store,
      tickets: this.tickets,
      handlers: new Map([
        ['inbox', systemOutboxHandler(openInbox(store, DAY, undefined))],
        ...systems.map((system) => [system.name, systemOutboxHandler(system)] as const),
        [CHAT, chatOutboxHandler(store, (event, turn) => this.person.receiveTicketEvent(event, turn))],
        ...(emails ? [[PERSON_EMAIL, emails.handler(store)] as const] : []),
      ]),
      now: () => Date.now() + this.laterMs,
      log: openLog('silent'),
      retentionMs: DAY,
    });
  }

  /** The number of the person's newest ticket. */
  async number(): Promise<string> {
    const entries = await this.person.store.list(TICKETS);
    const tickets = entries.map(({ value }) => ticketSchema.parse(value));
    const newest = tickets.sort((a, b) => b.openedAt.localeCompare(a.openedAt))[0];
    if (!newest) throw new Error('the person has no ticket');
    return newest.number;
  }

  /** The person's newest ticket. */
  async ticket(): Promise<Ticket> {
    const ticket = await this.tickets.get(await this.number());
    if (!ticket) throw new Error('the ticket is gone');
    return ticket;
  }

  /** Changes the person's ticket, and delivers the effects to their chat. */
  async act(does: (tickets: Tickets, number: string) => Promise<Outcome>): Promise<Outcome> {
    const outcome = await does(this.tickets, await this.number());
    await this.deliver();
    return outcome;
  }

  claim(): Promise<Outcome> {
    return this.act((tickets, number) => tickets.claim(number, this.agent));
  }

  reply(text: string): Promise<Outcome> {
    return this.act((tickets, number) => tickets.reply(number, this.agent, text));
  }

  close(): Promise<Outcome> {
    return this.act((tickets, number) => tickets.close(number, this.agent));
  }

  /** Lets enough time pass for the person to be told that nobody has taken their ticket yet. */
  async letWait(): Promise<void> {
    await this.deliver();
    await notifyWaiting(this.tickets, this.#content.network, new Date(Date.now() + DAY));
    await this.deliver();
  }

  /** Lets enough time pass for the person to be asked whether a ticket is solved that was passed on. */
  async letWeekPass(): Promise<void> {
    await this.deliver();
    await askIfSolved(this.tickets, this.#content.network, new Date(Date.now() + 7 * DAY));
    await this.deliver();
  }

  /** The items that wait in the outbox. */
  async queued(): Promise<OutboxItem[]> {
    return (await this.person.store.list(OUTBOX)).map(({ value }) => outboxItemSchema.parse(value));
  }

  /** Delivers everything in the outbox. */
  async deliver(): Promise<void> {
    this.outbox.wake();
    await this.outbox.idle();
  }
}
