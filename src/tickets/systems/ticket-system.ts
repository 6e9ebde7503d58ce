import type { Ticket, TicketMessage } from '../ticket.ts';

/** What an agent or the person has done to a ticket here, and what has to be done in the other system as well. */
export type StateChange = 'closed' | 'reopened';

/** A delivery to a ticket system: a ticket, or a message, a change of its state, or both since. */
export interface Delivery {
  ticket: Ticket;
  message?: TicketMessage | undefined;
  /** For a system in which agents work; another one reads the message. */
  change?: StateChange | undefined;
  /** True where it was tried before: it may have arrived although nobody confirmed it. */
  triedBefore: boolean;
  /** The beginning of the last attempt that may still arrive, in milliseconds since 1970; undefined where none may. */
  lastTriedAt?: number | undefined;
}

/** A ticket as another system knows it: the id in its API, and the page where people read it. */
export interface ExternalTicket {
  id: string;
  page?: string;
  /** True where the system did not take the person's address: it has the ticket, but cannot write to them by itself. */
  isWithoutPerson?: boolean;
  /** Until when another attempt to make it may still succeed there, so that it would be there twice. */
  mayHaveSpareUntil?: string;
  /** Its state there, where the delivery has changed it. */
  state?: Ticket['state'];
}

/** A reply that an agent wrote in another ticket system. */
export interface AgentReply {
  /** Unique within the system. */
  id: string;
  text: string;
  agent: string;
  /** True where that system has sent it to the person by email. */
  isMailed?: boolean;
}

/** The state of a ticket in another system, and the replies given there. */
export interface TicketUpdates {
  state: Ticket['state'];
  /** All replies to the person, the oldest first. */
  replies: AgentReply[];
  /** Where the ticket is now, if it is no longer where it was: its agents have merged it into another. */
  movedTo?: ExternalTicket;
  /** The ids of older replies that are not for this person, in a ticket that theirs was merged into. */
  passedOver?: string[];
}

/** A system in which a helpdesk works on tickets; every implementation passes the same contract suite. */
export interface TicketSystem {
  readonly name: string;
  /** True where agents work in it as well, so that it has to hear what is answered and closed in the inbox. */
  readonly hasAgents?: boolean;
  /**
   * Delivers a ticket or a message. However often it is called with the same delivery, the system has it once.
   * @param stopped ends it at once, though it may have arrived
   * @throws DeliveryError where it is not known to have arrived; any other error counts as temporary.
   */
  deliver(delivery: Delivery, stopped?: AbortSignal): Promise<ExternalTicket>;
  /** Fetches the updates of a delivered ticket; undefined where the system reports none. @throws DeliveryError */
  fetchUpdates(ticket: Ticket, stopped?: AbortSignal): Promise<TicketUpdates | undefined>;
}

/** The error of a delivery that did not reach its target. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** True where another attempt is of no use until somebody has changed something. */
  readonly isFinal: boolean;
  /** True where it may have arrived, or still arrive, although nobody confirmed it. */
  readonly mayHaveArrived: boolean;
  /** The pause that the system asked for, in milliseconds. */
  readonly waitMs: number | undefined;
  /** What the failure changes on the ticket, so that its page says so at once. */
  readonly change: ((ticket: Ticket) => Ticket) | undefined;

  /** @param message tells the operator what is wrong and which setting to change; it never quotes a person. */
  constructor(message: string, options: DeliveryErrorOptions = {}) {
    const { isFinal = false, mayHaveArrived = false, waitMs, change, cause } = options;
    super(message, { cause });
    this.isFinal = isFinal;
    this.mayHaveArrived = mayHaveArrived;
    this.waitMs = waitMs;
    this.change = change;
  }
}

interface DeliveryErrorOptions {
  isFinal?: boolean;
  mayHaveArrived?: boolean;
  waitMs?: number | undefined;
  change?: ((ticket: Ticket) => Ticket) | undefined;
  cause?: unknown;
}
