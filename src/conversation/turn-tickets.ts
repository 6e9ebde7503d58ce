import { randomInt, randomUUID } from 'node:crypto';
import type { Write } from '../store/store.ts';
import { closedByPerson, reopenedByPerson } from '../tickets/end-by-person.ts';
import { INBOX } from '../tickets/systems/inbox.ts';
import type { StateChange } from '../tickets/systems/ticket-system.ts';
import { hasRoomFor, newNumber, type Ticket } from '../tickets/ticket.ts';
import {
  NEW_TICKET_EMAIL,
  type NewOutboxItem,
  type StoredTicket,
  ticketWrites,
} from '../tickets/ticket-rows.ts';

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
  /** The address to which people can email files; undefined where nobody reads its mailbox. */
  filesTo: string | undefined;
  /** The language in which the desks read tickets. */
  deskLanguage: string;
  /** True where who gave an address gets by email what they have not read in the chat. */
  emailsAnswers: boolean;
  /** The person's newest ticket. */
  stored: StoredTicket | undefined;
  admit: AdmitHandOver;
  /** Loads all tickets of the person that are kept, the newest last. */
  loadAll: () => Promise<StoredTicket[]>;
}

/** A change of one ticket that the turn's commit makes. */
interface TicketChange extends Omit<StoredTicket, 'version'> {
  version: number | null;
  outgoing: NewOutboxItem[];
}

/** The person's ticket within one turn; the turn's changes are committed together with the state. */
export class TurnTickets {
  readonly #targetsFor: TargetsFor;
  /** The address to which people can email files; undefined where nobody reads its mailbox. */
  readonly filesTo: string | undefined;
  /** The language in which the desks read tickets. */
  readonly deskLanguage: string;
  /** True where who gave an address gets by email what they have not read in the chat. */
  readonly emailsAnswers: boolean;
  readonly #stored: StoredTicket | undefined;
  readonly #admit: AdmitHandOver;
  readonly #loadAll: () => Promise<StoredTicket[]>;
  #switchedTo: Ticket | undefined;
  #changed: Ticket | undefined;
  #outgoing: NewOutboxItem[] = [];
  /** The change of a ticket that is not the newest. */
  #changedOther: TicketChange | undefined;

  constructor(options: TurnTicketsOptions) {
    const { targetsFor, filesTo, deskLanguage, emailsAnswers, stored, admit, loadAll } = options;
    this.#targetsFor = targetsFor;
    this.filesTo = filesTo;
    this.deskLanguage = deskLanguage;
    this.emailsAnswers = emailsAnswers;
    this.#stored = stored;
    this.#admit = admit;
    this.#loadAll = loadAll;
  }

  /** The person's newest ticket; undefined where there is none, or none is stored any more. */
  get ticket(): Ticket | undefined {
    return this.#changed ?? this.#switchedTo ?? this.#stored?.ticket;
  }

  /** Loads all tickets of the person that are kept, the newest last. */
  async loadAll(): Promise<Ticket[]> {
    return (await this.#loadAll()).map(({ ticket }) => ticket);
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
      notes: [],
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
    if (!ticket || !hasRoomFor(text, ticket)) return false;
    const message = { id: randomUUID(), text, by: 'person', at: new Date().toISOString() } as const;
    this.#changed = { ...ticket, changedAt: message.at, messages: [...ticket.messages, message] };
    this.#outgoing = [...this.#outgoing, ...this.#deliveriesOf(ticket, { message: message.id })];
    return true;
  }

  /** Closes a ticket of the person; `words` tell a desk that does not read the inbox. False where it is closed or not theirs. */
  close(number: string, words: string): Promise<boolean> {
    return this.#end(number, { words, told: 'closed' }, (ticket) =>
      ticket.state === 'closed' ? undefined : closedByPerson(ticket),
    );
  }

  /** Opens a closed ticket of the person again; `words` as in `close`. False where it is not closed or not theirs. */
  reopen(number: string, words: string): Promise<boolean> {
    return this.#end(number, { words, told: 'reopened' }, (ticket) =>
      ticket.state === 'closed' ? reopenedByPerson(ticket) : undefined,
    );
  }

  async #end(
    number: string,
    { words, told }: { words: string; told: StateChange },
    change: (ticket: Ticket) => Ticket | undefined,
  ): Promise<boolean> {
    const stored = (await this.#loadAll()).find(({ ticket }) => ticket.number === number);
    const isNewest = this.ticket?.number === number;
    const before = isNewest ? this.ticket : stored?.ticket;
    const ended = before && change(before);
    if (!stored || !ended) return false;
    const message = { id: randomUUID(), text: words, by: 'person', at: ended.changedAt } as const;
    const outgoing = this.#deliveriesOf(ended, { message: message.id, told });
    const ticket = outgoing.length === 0 ? ended : { ...ended, messages: [...ended.messages, message] };
    if (isNewest) {
      this.#changed = ticket;
      this.#outgoing = [...this.#outgoing, ...outgoing];
    } else this.#changedOther = { ...stored, ticket, outgoing };
    return true;
  }

  /** Returns the deliveries of what has happened to a ticket to the systems that have it. */
  #deliveriesOf({ desk }: Ticket, news: Omit<NewOutboxItem, 'target'>): NewOutboxItem[] {
    const elsewhere = this.#targetsFor(desk).filter((target) => !ONLY_TICKETS.includes(target));
    return elsewhere.map((target) => ({ target, ...news }));
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
    return this.#changes.flatMap(({ outgoing, ...stored }) => ticketWrites(stored, outgoing, expiresAt));
  }

  /** The numbers of the tickets that the turn opened or changed. */
  get changed(): string[] {
    return this.#changes.map(({ ticket }) => ticket.number);
  }

  get #changes(): TicketChange[] {
    const { version, listed } = this.#isNew ? NEW : (this.#stored ?? NEW);
    return [
      ...(this.#changed ? [{ ticket: this.#changed, version, listed, outgoing: this.#outgoing }] : []),
      ...(this.#changedOther ? [this.#changedOther] : []),
    ];
  }

  get #isNew(): boolean {
    return this.#changed?.number !== this.#stored?.ticket.number;
  }
}

const NEW = { version: null, listed: null };
