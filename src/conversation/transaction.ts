import AsyncLock from 'async-lock';
import { type Activity, ActivityTypes, type Middleware, type TurnContext } from 'botbuilder-core';
import { ZodError } from 'zod';
import type { Count } from '../analytics/count.ts';
import type { Content } from '../content/content.ts';
import { type Log, originOf } from '../lib/log.ts';
import { CONVERSATIONS, UNREADABLE } from '../store/keys.ts';
import type { Entry, Store, Write } from '../store/store.ts';
import { loadTicket, type StoredTicket } from '../tickets/ticket-rows.ts';
import { withSaid } from './exchanges.ts';
import { redacted, withoutShownOnly } from './redact-activity.ts';
import { scopeOf } from './scope.ts';
import { type ConversationState, isReadable, markProcessed, newState, readState } from './state.ts';
import { setTurn, Turn } from './turn.ts';
import { type Exchange, rowsToKeep } from './turn-record.ts';
import { type TargetsFor, TurnTickets } from './turn-tickets.ts';

/** A commit loses only to another process; that happens a few times in a row at the very most. */
const ATTEMPTS = 10;
const NO_HELPDESK: NonNullable<TransactionOptions['helpdesk']> = {
  targetsFor: () => [],
  changed: () => undefined,
};

export interface TransactionOptions {
  store: Store;
  content: Content;
  /** How long a conversation is kept after its last message, in milliseconds. */
  retentionMs: number;
  log: Log;
  /** Answers where the turn failed; the person's state is as it was before. */
  apologise: (turn: Turn) => Promise<void>;
  /** Where tickets go; without it the assistant takes none. */
  helpdesk?: {
    targetsFor: TargetsFor;
    /** Called once a ticket that the turn made or changed is kept. */
    changed: (number: string) => void;
  };
  /** Takes what there is to count of a turn that is kept. */
  counted?: (counts: readonly Count[]) => void;
}

/**
 * Guards every turn: one at a time per talk, once per activity id, and the new state is on disk before a reply
 * goes out. What is kept has secrets removed.
 */
export class TurnTransaction implements Middleware {
  readonly #options: TransactionOptions;
  readonly #turns = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  readonly #replies = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });

  constructor(options: TransactionOptions) {
    this.#options = options;
  }

  async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
    const replies: Partial<Activity>[] = [];
    context.onSendActivities(async (_context, activities) => {
      replies.push(...activities);
      return activities.map(() => ({ id: '' }));
    });
    const { stateId: talk } = scopeOf(context);
    // Queued before the next turn begins, so that replies keep their order, but not waited for by it: a channel may be slow.
    const sending = await this.#turns.acquire(talk, async () => {
      if (!(await this.#turn(context, next, replies)) || replies.length === 0) return undefined;
      return { sent: this.#replies.acquire(talk, () => context.adapter.sendActivities(context, replies)) };
    });
    await sending?.sent;
  }

  /** Runs the turn until its outcome is kept; false where the activity was handled before. */
  async #turn(
    context: TurnContext,
    next: () => Promise<void>,
    replies: Partial<Activity>[],
  ): Promise<boolean> {
    const { store, content, retentionMs, helpdesk, counted } = this.#options;
    const { targetsFor, changed } = helpdesk ?? NO_HELPDESK;
    const key = CONVERSATIONS + scopeOf(context).stateId;
    const { id } = context.activity;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const entry = await store.get(key);
      const before = this.#talkFrom(entry);
      if (id !== undefined && before.processedIds.includes(id)) return false;
      const stored = before.ticket === undefined ? undefined : await this.#ticket(before.ticket);
      const begin = (talk: ConversationState): Turn => {
        replies.length = 0;
        const turn = new Turn(context, content, talk, new TurnTickets(targetsFor, stored));
        setTurn(context, turn);
        return turn;
      };
      const turn = await this.#answer(context, next, begin(before), () => begin(this.#talkFrom(entry)));
      if (id !== undefined) markProcessed(turn.state, id);
      turn.state.exchanges = withSaid(turn.state.exchanges, turn.exchanges);
      const rows = await rowsToKeep(context, this.#kept(context.activity, replies, turn));
      const expiresAt = Date.now() + retentionMs;
      const noted = turn.rows.map((row): Write => ({ ...row, expected: null, expiresAt }));
      const talk: Write = { key, expected: entry?.version ?? null, value: turn.state, expiresAt };
      const ticket = turn.tickets.writes(expiresAt);
      const writes = [talk, ...rows, ...noted, ...ticket, ...this.#putAside(entry, expiresAt)];
      if (!(await store.commit(writes))) continue;
      if (ticket.length > 0 && turn.tickets.ticket) changed(turn.tickets.ticket.number);
      counted?.(turn.counts);
      return true;
    }
    throw new Error(`the turn of conversation ${key} lost ${ATTEMPTS} races for its state`);
  }

  async #answer(
    context: TurnContext,
    next: () => Promise<void>,
    turn: Turn,
    beginAnew: () => Turn,
  ): Promise<Turn> {
    try {
      await next();
      return turn;
    } catch (error) {
      this.#options.log.error(
        { ...originOf(error), conversation: context.activity.conversation.id, activity: context.activity.id },
        'turn failed',
      );
      // Nobody waits for an answer: whoever began the turn hears that it failed, and tries again.
      if (context.activity.type === ActivityTypes.Event) throw error;
      const unchanged = beginAnew();
      await this.#options.apologise(unchanged);
      return unchanged;
    }
  }

  /** The person's newest ticket; one that no version of the program understands keeps nobody from being answered. */
  async #ticket(number: string): Promise<StoredTicket | undefined> {
    try {
      return await loadTicket(this.#options.store, number);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      this.#options.log.error({ ...originOf(error), ticket: number }, 'a stored ticket cannot be read');
      return undefined;
    }
  }

  #talkFrom(entry: Entry | undefined): ConversationState {
    if (!entry) return newState();
    try {
      return readState(entry.value);
    } catch (error) {
      this.#options.log.error(
        { ...originOf(error), key: entry.key },
        'a stored conversation cannot be read and begins anew',
      );
      return newState();
    }
  }

  /** A record that no version of the program understands is kept beside the new one, so that it can be mended. */
  #putAside(entry: Entry | undefined, expiresAt: number): Write[] {
    if (!entry || isReadable(entry.value)) return [];
    return [
      { key: `${UNREADABLE}${entry.key}/${entry.version}`, expected: null, value: entry.value, expiresAt },
    ];
  }

  #kept(activity: Activity, replies: Partial<Activity>[], turn: Turn): Exchange {
    const { stoodHere } = turn.texts.messages.removed.phone;
    return {
      incoming: redacted(activity, turn.incoming, (text) => turn.redact(text)),
      replies: replies.map((reply) => withoutShownOnly(reply, turn.shownOnly, stoodHere)),
    };
  }
}
