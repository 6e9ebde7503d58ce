import type { Ticket, TicketMessage } from '../ticket.ts';

/** What is brought to a ticket system: a ticket, or a message that the person has added to it since. */
export interface Delivery {
  ticket: Ticket;
  message?: TicketMessage | undefined;
  /** Whether it was tried before, so that it may be there already although nobody said so. */
  triedBefore: boolean;
}

/** Where a ticket is in a system: the id that its interface knows, and the page where people read it. */
export interface ExternalTicket {
  id: string;
  page?: string;
}

/** An answer that somebody gave in another ticket system. */
export interface AgentReply {
  /** Unique within the system. */
  id: string;
  text: string;
  agent: string;
}

/** What has happened to a ticket in its system. */
export interface TicketUpdates {
  state: Ticket['state'];
  /** All answers to the person, the oldest first. */
  replies: AgentReply[];
}

/** A place where tickets go; every implementation passes the same contract suite. */
export interface TicketSystem {
  readonly name: string;
  /**
   * Brings a consignment there. However often it is called with the same one, it is there once.
   * @throws DeliveryError where it is not known to be there; any other error counts as one that may pass.
   */
  deliver(consignment: Delivery): Promise<ExternalTicket>;
  /** What happened to a delivered ticket there; undefined where nothing comes back by itself. @throws DeliveryError */
  fetchUpdates(ticket: Ticket): Promise<TicketUpdates | undefined>;
}

/** A consignment could not be brought to its ticket system. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** Whether trying again is of no use until somebody has changed something. */
  readonly isFinal: boolean;
  /** How long the system asked to be left alone, in milliseconds. */
  readonly waitMs: number | undefined;

  /** @param message says for the operator what is wrong and which setting to change; never a person's words. */
  constructor(message: string, { isFinal = false, waitMs, cause }: DeliveryErrorOptions = {}) {
    super(message, { cause });
    this.isFinal = isFinal;
    this.waitMs = waitMs;
  }
}

interface DeliveryErrorOptions {
  isFinal?: boolean;
  waitMs?: number | undefined;
  cause?: unknown;
}
