import { randomInt, randomUUID } from 'node:crypto';
import type { Write } from '../store/store.ts';
import { INBOX } from '../tickets/systems/inbox.ts';
import { newNumber, type Ticket } from '../tickets/ticket.ts';
import {
  NEW_TICKET_EMAIL,
  type NewOutboxItem,
  type StoredTicket,
  ticketWrites,
} from '../tickets/ticket-rows.ts';

/** In characters of all its messages: a ticket is read and written as a whole in every turn of its person. */
const MAX_TICKET_LENGTH = 200_000;

/** The targets that get no message by itself: the inbox reads the stored ticket, and the mail about a new one says no more than that. */
const ONLY_TICKETS = [INBOX, NEW_TICKET_EMAIL];

/** Returns the names of the ticket systems that a desk's tickets go to; none where the desk takes no tickets. */
export type TargetsFor = (desk: string) => readonly string[];

/** Counts a hand-over; false where the person, or somebody at the same network address, has made too many. */
export type AdmitHandOver = () => Promise<boolean>;

/** The parts of a ticket that come from the person. */
export type HandOverDetails = Pick<
  Ticket,
  | 'desk'
  | 'language'
  | 'step'
  | 'country'
  | 'centre'
  | 'facts'
  | 'exchanges'
  | 'topic'
  | 'sentence'
  | 'email'
  | 'talk'
  | 'address'
>;

interface TurnTicketsOptions {
  targetsFor: TargetsFor;
  /** The person's newest ticket. */
  stored: StoredTicket | undefined;
  admit: AdmitHandOver;
  loadAll: () => Promise<Ticket[]>;
}

/** The person's ticket within one turn; the turn's changes are committed together with the state. */
export class TurnTickets {
  readonly #targetsFor: TargetsFor;
  readonly #stored: StoredTicket | undefined;
  readonly #admit: AdmitHandOver;
  /** Loads all tickets of the person that are kept, the newest last. */
  readonly loadAll: () => Promise<Ticket[]>;
  #switchedTo: Ticket | undefined;
  #changed: Ticket | undefined;
  #outgoing: NewOutboxItem[] = [];

  constructor({ targetsFor, stored, admit, loadAll }: TurnTicketsOptions) {
    this.#targetsFor = targetsFor;
    this.#stored = stored;
    this.#admit = admit;
    this.loadAll = loadAll;
  }

  /** The person's newest ticket; undefined where there is none, or none is stored any more. */
  get ticket(): Ticket | undefined {
    return this.#changed ?? this.#switchedTo ?? this.#stored?.ticket;
  }

  /** Checks whether a desk takes tickets. */
  accepts(desk: string): boolean {
    return this.#targetsFor(desk).length > 0;
  }

  /** Counts a hand-over; false where there have been too many, so that none may be opened now. */
  mayOpen(): Promise<boolean> {
    return this.#admit();
  }

  /** Switches to another ticket of the person, which the turn only reads. */
  switchTo(ticket: Ticket): void {
    this.#switchedTo = ticket;
  }

  /** Opens a ticket and returns it, with the number that the person is told. */
  open(handOver: HandOverDetails): Ticket {
    const now = new Date().toISOString();
    const ticket: Ticket = {
      version: 1,
      number: newNumber(randomInt),
      state: 'open',
      openedAt: now,
      changedAt: now,
      messages: [],
      toldToWait: false,
      elsewhere: {},
      log: [],
      next: 0,
      ...handOver,
    };
    this.#changed = ticket;
    this.#outgoing = this.#targetsFor(ticket.desk).map((target) => ({ target }));
    return ticket;
  }

  /** Adds a message of the person to their ticket; false where it holds as much as a ticket can. */
  add(text: string): boolean {
    const { ticket } = this;
    if (!ticket) return false;
    const characters = ticket.messages.reduce((sum, each) => sum + each.text.length, text.length);
    if (characters > MAX_TICKET_LENGTH) return false;
    const message = { id: randomUUID(), text, by: 'person', at: new Date().toISOString() } as const;
    this.#changed = { ...ticket, changedAt: message.at, messages: [...ticket.messages, message] };
    const elsewhere = this.#targetsFor(ticket.desk).filter((target) => !ONLY_TICKETS.includes(target));
    const added = elsewhere.map((target) => ({ target, message: message.id }));
    this.#outgoing = [...this.#outgoing, ...added];
    return true;
  }

  /** Adds to the ticket's log, for the helpdesk to see, that the person left the chat or returned to it. */
  logAction(what: 'left' | 'returned'): void {
    const { ticket } = this;
    if (!ticket) return;
    const at = new Date().toISOString();
    this.#changed = { ...ticket, changedAt: at, log: [...ticket.log, { who: '', what, at }] };
  }

  /** Returns the ticket's part of the turn's commit. */
  writes(expiresAt: number): Write[] {
    if (!this.#changed) return [];
    const { version, listed } = this.#isNew ? NEW : (this.#stored ?? NEW);
    return ticketWrites({ ticket: this.#changed, version, listed }, this.#outgoing, expiresAt);
  }

  get #isNew(): boolean {
    return this.#changed?.number !== this.#stored?.ticket.number;
  }
}

const NEW = { version: null, listed: null };
