import { randomUUID } from 'node:crypto';
import { LISTED } from '../store/keys.ts';
import { RowCache } from '../store/row-cache.ts';
import type { Store } from '../store/store.ts';
import { type Update, update } from '../store/update.ts';
import { newLinkKey, withEmails } from './emails/due-emails.ts';
import { TicketSearch } from './search.ts';
import type { Agent, Ticket, TicketMessage, TicketNote } from './ticket.ts';
import {
  CHAT,
  type InboxRow,
  inboxRowSchema,
  loadTicket,
  type NewOutboxItem,
  readableRows,
  type TicketEventKind,
  ticketWrites,
} from './ticket-rows.ts';

/** The reason why a change was not made: the ticket is no longer kept, somebody else has it, it is closed, it is not closed, the agent does not have it, nobody is named to have it. */
type Reason = 'gone' | 'taken' | 'closed' | 'notClosed' | 'notYours' | 'noColleague';

/** The outcome of a change; after a refusal it holds the ticket as it is. */
export type Outcome =
  | { done: true; ticket: Ticket }
  | { done: false; reason: Reason; ticket?: Ticket | undefined };

/** A changed ticket, with what that puts into the outbox. */
interface ChangedTicket {
  ticket: Ticket;
  outgoing?: NewOutboxItem[];
  /** What the desk's ticket systems with agents of their own hear of it: an answer, a change of state, or both. */
  mirrored?: Omit<NewOutboxItem, 'target'>;
}

/** A changed ticket, or the reason why it is not changed. */
export type Change = ChangedTicket | Reason;

/** The outcome of a change, with the ticket as it was before where it has changed. */
interface Changed {
  outcome: Outcome;
  before?: Ticket;
}

export interface TicketsOptions {
  store: Store;
  /** The time for which a ticket is kept after its last change, in milliseconds. */
  retentionMs: number;
  /** The time after which an answer that was not read is sent by email, in milliseconds; missing where no email can be sent. */
  emailAfterMs?: number | undefined;
  /** Called after every change that is kept. */
  changed: (number: string) => void;
  /** Returns the ticket systems of a desk in which agents work as well, so that they have to hear what is answered, closed and reopened here. */
  mirrors?: (desk: string) => readonly string[];
  /** Called with a ticket as it was and as it is now, after every change that is kept. */
  moved?: (before: Ticket, after: Ticket) => void;
}

/** The place of a row that this version cannot read. */
const UNREADABLE = {};
type Unreadable = typeof UNREADABLE;

/** The actions of agents on tickets; of two agents who do the same at once, one is told so. */
export class Tickets {
  readonly #store: Store;
  readonly #rows: RowCache<InboxRow | Unreadable>;
  /** The rows that were listed last, in their order. */
  #listed: { from: ReadonlyMap<string, unknown>; list: readonly InboxRow[] } = { from: new Map(), list: [] };
  readonly #search: TicketSearch;
  readonly #retentionMs: number;
  readonly #emailAfterMs: number | undefined;
  readonly #changed: (number: string) => void;
  readonly #moved: NonNullable<TicketsOptions['moved']>;
  readonly #mirrors: NonNullable<TicketsOptions['mirrors']>;

  constructor({
    store,
    retentionMs,
    emailAfterMs,
    changed,
    mirrors = () => [],
    moved = () => undefined,
  }: TicketsOptions) {
    this.#store = store;
    this.#rows = new RowCache(
      store,
      LISTED,
      (entry) => readableRows(inboxRowSchema, [entry])[0]?.value ?? UNREADABLE,
    );
    this.#search = new TicketSearch(store);
    this.#retentionMs = retentionMs;
    this.#emailAfterMs = emailAfterMs;
    this.#changed = changed;
    this.#moved = moved;
    this.#mirrors = mirrors;
  }

  /** Returns a ticket by its number; undefined where it is no longer kept. */
  async get(number: string): Promise<Ticket | undefined> {
    return (await loadTicket(this.#store, number))?.ticket;
  }

  /** Calls `changed` with the number of each ticket that another process changes. Returns the function that ends this. */
  watch(changed: (number: string) => void): () => void {
    return this.#store.watch(LISTED, (key) => changed(key.slice(LISTED.length)));
  }

  /** Lists the rows of the inbox, the latest change first. */
  async list(): Promise<InboxRow[]> {
    const rows = await this.#rows.rows();
    if (rows !== this.#listed.from) {
      this.#listed = { from: rows, list: latestFirst(rows.values()) };
      this.#search.forgetAllBut(rows);
    }
    return [...this.#listed.list];
  }

  /** Returns the numbers of the tickets in which every one of the words stands. */
  find(words: string): Promise<ReadonlySet<string>> {
    return this.#search.find(words);
  }

  /** Assigns an open ticket to an agent: from now on the person talks to them. */
  claim(number: string, agent: Agent): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.state === 'closed') return 'closed';
      if (ticket.state === 'taken') return ticket.agent?.id === agent.id ? { ticket } : 'taken';
      return withEvent(assignedTo(ticket, agent), 'taken');
    });
  }

  /** Assigns a ticket that another agent has, who is ill or has gone home; the person merely hears from somebody else. */
  takeOver(number: string, agent: Agent): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.state === 'closed') return 'closed';
      if (ticket.state === 'open') return withEvent(assignedTo(ticket, agent), 'taken');
      return ticket.agent?.id === agent.id
        ? { ticket }
        : { ticket: { ...withLogEntry(handedNoMore(ticket), agent, 'takeOver'), agent } };
    });
  }

  /** Gives a ticket back, so that another agent can take it. */
  release(number: string, agent: Agent): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.state === 'closed') return 'closed';
      if (ticket.agent?.id !== agent.id) return 'taken';
      const { agent: _, ...rest } = withLogEntry(handedNoMore(ticket), agent, 'release');
      return withEvent({ ...returned(rest), state: 'open' }, 'released');
    });
  }

  /** Hands the agent's own ticket to a colleague; the person merely hears from somebody else. */
  handOn(number: string, agent: Agent, colleague: Agent | undefined): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (!colleague) return 'noColleague';
      if (ticket.state === 'closed') return 'closed';
      if (ticket.agent?.id === colleague.id) return { ticket };
      if (ticket.agent?.id !== agent.id) return 'notYours';
      const logged = withLogEntry(ticket, agent, 'handOn', colleague.name);
      return { ticket: { ...logged, agent: colleague, handed: { by: agent.name, at: logged.changedAt } } };
    });
  }

  /** Keeps a note for the other agents, whoever has the ticket and also where it is closed. The same note is kept once. */
  note(number: string, agent: Agent, text: string): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.notes.some((one) => one.agent === agent.name && one.text === text)) return { ticket };
      const logged = withLogEntry(ticket, agent, 'note');
      const note: TicketNote = { id: randomUUID(), text, agent: agent.name, at: logged.changedAt };
      return { ticket: { ...logged, notes: [...ticket.notes, note] } };
    });
  }

  /**
   * Answers the person; an agent who answers an open ticket takes it. A button pressed twice gives the answer once.
   * @param after the number of messages on the page on which it was written
   */
  reply(number: string, agent: Agent, text: string, after = Number.POSITIVE_INFINITY): Promise<Outcome> {
    return this.change(number, (ticket) => {
      const isSame = (one: TicketMessage) =>
        one.by === 'agent' && one.agent === agent.name && one.text === text;
      if (ticket.messages.slice(after).some(isSame)) return { ticket };
      if (ticket.state === 'closed') return 'closed';
      if (ticket.state === 'taken' && ticket.agent?.id !== agent.id) return 'taken';
      const taken = ticket.state === 'open' ? assignedTo(ticket, agent) : handedNoMore(ticket);
      const message = {
        id: randomUUID(),
        text,
        by: 'agent',
        agent: agent.name,
        at: new Date().toISOString(),
        delivery: 'waiting',
      } as const;
      const answered = withLogEntry({ ...taken, messages: [...taken.messages, message] }, agent, 'reply');
      return { ...withEvent(answered, 'answered', message.id), mirrored: { message: message.id } };
    });
  }

  /**
   * Closes a ticket: the assistant offers the person the step that was interrupted. A ticket that is spam, or there twice, is closed
   * without a word to them.
   */
  close(number: string, agent: Agent, { isSilent = false } = {}): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.state === 'closed') return 'closed';
      if (ticket.state === 'taken' && ticket.agent?.id !== agent.id) return 'taken';
      const logged = withLogEntry(handedNoMore(ticket), agent, isSilent ? 'closeSilently' : 'close');
      const closed: Ticket = { ...logged, state: 'closed', agent };
      return {
        ...(isSilent ? { ticket: closed } : withEvent(closed, 'closed')),
        mirrored: { told: 'closed' },
      };
    });
  }

  /** Reopens a closed ticket and assigns it to the agent. */
  reopen(number: string, agent: Agent): Promise<Outcome> {
    return this.change(number, (ticket) => {
      if (ticket.state !== 'closed') return 'notClosed';
      const reopened: Ticket = { ...withLogEntry(ticket, agent, 'reopen'), state: 'taken', agent };
      return { ...withEvent(reopened, 'reopened'), mirrored: { told: 'reopened' } };
    });
  }

  /** Makes the links in all emails that the person was sent useless: one of them may have gone to somebody else. */
  revokeLinks(number: string, agent: Agent): Promise<Outcome> {
    return this.change(number, (ticket) => ({
      ticket: { ...withLogEntry(ticket, agent, 'revokeLinks'), linkKey: newLinkKey() },
    }));
  }
  /**
   * Changes a ticket. `make` gets it as it is now, and is called again where another change was faster.
   * @param once the key of a row that notes the change in the same commit; where it is there already, the change counts as done
   */
  async change(number: string, make: (ticket: Ticket) => Change, once?: string): Promise<Outcome> {
    const prepare = async (): Promise<Update<Changed>> => {
      const stored = await loadTicket(this.#store, number);
      if (!stored) return unchanged({ done: false, reason: 'gone' });
      if (once !== undefined && (await this.#store.get(once)))
        return unchanged({ done: true, ticket: stored.ticket });
      const change = make(stored.ticket);
      if (typeof change === 'string')
        return unchanged({ done: false, reason: change, ticket: stored.ticket });
      if (change.ticket === stored.ticket) return unchanged({ done: true, ticket: stored.ticket });
      const { ticket, outgoing } = this.#withDeliveries(change);
      const expiresAt = Date.now() + this.#retentionMs;
      const noted = once === undefined ? [] : [{ key: once, expected: null, value: true, expiresAt }];
      return {
        writes: [...ticketWrites({ ...stored, ticket }, outgoing, expiresAt), ...noted],
        result: { outcome: { done: true, ticket }, before: stored.ticket },
      };
    };
    const { outcome, before } = await update(this.#store, `a change of ticket ${number}`, prepare);
    if (outcome.done && before) {
      this.#changed(number);
      this.#moved(before, outcome.ticket);
    }
    return outcome;
  }

  /** Returns a change with everything that it puts into the outbox, also for other ticket systems and the person's mailbox. */
  #withDeliveries({ ticket, outgoing = [], mirrored }: ChangedTicket): ReturnType<typeof withEmails> {
    const toSystems = mirrored ? this.#mirrors(ticket.desk).map((target) => ({ target, ...mirrored })) : [];
    const change = { ticket, outgoing: [...outgoing, ...toSystems] };
    return this.#emailAfterMs === undefined ? change : withEmails(change, Date.now() + this.#emailAfterMs);
  }
}

function latestFirst(rows: Iterable<InboxRow | Unreadable>): InboxRow[] {
  return [...rows]
    .filter((row) => 'number' in row)
    .sort((a, b) => Number(a.changedAt < b.changedAt) - Number(a.changedAt > b.changedAt));
}

function unchanged(outcome: Outcome): Update<Changed> {
  return { writes: [], result: { outcome } };
}

/** Returns a ticket that an agent has from now on. */
export function assignedTo(ticket: Ticket, agent: Agent): Ticket {
  return { ...withLogEntry(ticket, agent, 'claim'), state: 'taken', agent };
}

/** Returns a ticket that is waiting again, so that the person is told again if nobody takes it. */
export function returned(ticket: Ticket): Ticket {
  return { ...ticket, waitsSince: new Date().toISOString(), toldToWait: false };
}

/** Returns a ticket whose log says what an agent has done. */
export function withLogEntry(ticket: Ticket, agent: Agent, what: string, to?: string): Ticket {
  const at = new Date().toISOString();
  const entry = { who: agent.name, what, ...(to !== undefined && { to }), at };
  return { ...ticket, changedAt: at, log: [...ticket.log, entry] };
}

/** Returns a ticket that is no longer shown as just handed over. */
function handedNoMore({ handed: _, ...ticket }: Ticket): Ticket {
  return ticket;
}

/** Returns a change with an event that the person is told in their chat. */
function withEvent(ticket: Ticket, kind: TicketEventKind, message?: string): ChangedTicket {
  return { ticket, outgoing: [{ target: CHAT, told: kind, ...(message !== undefined && { message }) }] };
}
