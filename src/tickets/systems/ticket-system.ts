import type { Ticket, TicketMessage } from '../ticket.ts';

/** A delivery to a ticket system: a ticket, or a message that the person has added to it since. */
export interface Delivery {
  ticket: Ticket;
  message?: TicketMessage | undefined;
  /** True where it was tried before: it may have arrived although nobody confirmed it. */
  triedBefore: boolean;
}

/** A ticket as another system knows it: the id in its API, and the page where people read it. */
export interface ExternalTicket {
  id: string;
  page?: string;
  /** True where the system did not take the person's address: it has the ticket, but cannot write to them by itself. */
  isWithoutPerson?: boolean;
}

/** A reply that an agent wrote in another ticket system. */
export interface AgentReply {
  /** Unique within the system. */
  id: string;
  text: string;
  agent: string;
}

/** The state of a ticket in another system, and the replies given there. */
export interface TicketUpdates {
  state: Ticket['state'];
  /** All replies to the person, the oldest first. */
  replies: AgentReply[];
}

/** A system in which a helpdesk works on tickets; every implementation passes the same contract suite. */
export interface TicketSystem {
  readonly name: string;
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
  /** The pause that the system asked for, in milliseconds. */
  readonly waitMs: number | undefined;
  /** What the failure changes on the ticket, so that its page says so at once. */
  readonly change: ((ticket: Ticket) => Ticket) | undefined;

  /** @param message tells the operator what is wrong and which setting to change; it never quotes a person. */
  constructor(message: string, { isFinal = false, waitMs, change, cause }: DeliveryErrorOptions = {}) {
    super(message, { cause });
    this.isFinal = isFinal;
    this.waitMs = waitMs;
    this.change = change;
  }
}

interface DeliveryErrorOptions {
  isFinal?: boolean;
  waitMs?: number | undefined;
  change?: ((ticket: Ticket) => Ticket) | undefined;
  cause?: unknown;
}
