import AsyncLock from 'async-lock';
import { type Activity, ActivityTypes, ShowTypingMiddleware, type TurnContext } from 'botbuilder-core';
import type { DialogSet } from 'botbuilder-dialogs';
import { ZodError } from 'zod';
import type { Card } from '../../cards/card.ts';
import type { Count } from '../analytics/count.ts';
import { type Content, DEFAULT_LANGUAGE } from '../content/content.ts';
import { inThisCorrelation } from '../lib/correlation.ts';
import { type Log, originOf } from '../lib/log.ts';
import { once } from '../lib/once.ts';
import { UnavailableError } from '../lib/unavailable-error.ts';
import { CONVERSATIONS, UNREADABLE } from '../store/keys.ts';
import type { Entry, Store, Write } from '../store/store.ts';
import { type Update, update } from '../store/update.ts';
import { loadTicket, type StoredTicket } from '../tickets/ticket-rows.ts';
import { completeErasure, planErasure } from './erasure/erasure.ts';
import type { OwnedTicket } from './erasure/personal-rows.ts';
import type { Press } from './incoming-message.ts';
import type { ConversationScope } from './scope.ts';
import { type ConversationState, markProcessed, newState, readState } from './state.ts';
import { extendTranscript } from './transcript.ts';
import { setTurn, Turn } from './turn.ts';
import { redactActivity, redactShownOnly, type TurnRecord } from './turn-record.ts';
import { type AdmitHandOver, type TargetsFor, TurnTickets } from './turn-tickets.ts';

/** A slow turn shows that an answer is coming, first after a second and then every two seconds. */
const TYPING_AFTER_MS = 1000;
const TYPING_AGAIN_MS = 2000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a turn runs with, all of it made from the same content pack. */
interface TurnPack {
  content: Content;
  dialogs: DialogSet;
  bot: TurnLogic;
}

/** The services that every turn uses. */
export interface TransactionOptions {
  store: Store;
  /** Returns what counts now; a turn asks once. */
  pack: () => TurnPack;
  /** Time for which a conversation is kept after its last message, in milliseconds. */
  retentionMs: number;
  /** The absence after which a person is welcomed back, in milliseconds. */
  welcomeBackMs: number;
  log: Log;
  /** Answers where a turn failed; the person's state is unchanged. */
  apologise: (turn: Turn) => Promise<void>;
  /** The systems that receive tickets; without them the assistant opens none. */
  helpdesk?: {
    targetsFor: TargetsFor;
    /** The address to which people can email files; missing where nobody reads its mailbox. */
    filesTo?: string | undefined;
    /** The language in which the desks read tickets; without it, the pack's first. */
    language?: string;
    /** True where who gave an address gets by email what they have not read in the chat. */
    emailsAnswers?: boolean;
    /** Counts a hand-over from a conversation; false where there have been too many. */
    admitHandOver: (scope: ConversationScope) => Promise<boolean>;
    /** Called after the commit with the number of a ticket that the turn opened or changed. */
    changed: (number: string) => void;
    /** Called after the commit of a turn that a person with tickets began: what could not reach their chat may do so now. */
    isBack?: (numbers: readonly string[]) => void;
  };
  /** Called with the outcome of each turn and the seconds until it was stored. */
  onTurn?: (outcome: TurnOutcome, seconds: number) => void;
  /** Called after the commit with the counts of the turn. */
  onCounts?: (counts: readonly Count[]) => void;
}

/** A turn was stored; stored with an apology in place of an answer; processed before, so that nothing was stored; or not stored. */
type TurnOutcome = 'stored' | 'apologised' | 'repeated' | 'failed';

/** A channel's part in one turn. */
export interface ChannelTurn {
  scope: ConversationScope;
  /**
   * Returns the rows to write in the same commit as the new state; called again where the commit lost a race. The replies are those
   * of the record with the values that may only be shown.
   */
  beforeCommit?: (record: TurnRecord, replies: readonly Partial<Activity>[]) => Promise<Write[]>;
  /**
   * Returns the rows to write in the commit that begins an erasure, in place of those of a turn: with what the turn said where the
   * conversation goes on, and otherwise those that end it. They must not touch a row with anything older in it.
   */
  beforeErasure?: (record?: TurnRecord) => Promise<Write[]>;
  /** Counts the messages that the channel keeps; missing where it keeps none. */
  countMessages?: () => Promise<number>;
  /** Delivers the replies of a committed turn; the turns of one conversation deliver one after the other. */
  afterCommit: (turn: CommittedTurn) => Promise<void>;
}

/** A turn whose state is stored. */
export interface CommittedTurn {
  /** The replies in order, with the values that may only be shown. */
  replies: Partial<Activity>[];
  /** The cards that the replies show. */
  cards: readonly Card[];
  /** The press that was acted on and whose card is no longer active. */
  answered: Press | undefined;
  /** Set where the turn has erased what was kept, so that its replies are delivered and not kept either. */
  erased?: Erased;
}

/** An erasure that is complete. */
export interface Erased {
  /** False where the conversation goes on for the sake of a ticket. */
  isEnded: boolean;
}

/** The bot, or other logic that answers in a turn; it may return the press that it acted on. */
export type TurnLogic = (context: TurnContext) => Promise<Press | undefined> | Promise<void>;

/** Runs one turn of a channel, with the bot or with the logic of a message that the assistant sends first. */
export type RunTurn = (context: TurnContext, channel: ChannelTurn, logic?: TurnLogic) => Promise<void>;

/** A turn that has run and waits to be kept. */
interface PreparedTurn {
  turn: Turn;
  answered: Press | undefined;
  isApology: boolean;
  ticketsChanged: readonly string[];
  erasure?: BegunErasure;
}

/** An erasure that is noted in the store and not complete. */
interface BegunErasure extends Erased {
  key: string;
  /** The numbers of the tickets that it deletes. */
  deleted: readonly string[];
}

/** Makes the function by which every channel runs its turns. */
export function turnRunner(options: TransactionOptions): RunTurn {
  const transaction = new TurnTransaction(options);
  return (context, channel, logic) => transaction.run(context, channel, logic);
}

/**
 * Runs every turn as one transaction: once per activity id, in order per conversation, with the new state stored before a
 * reply is sent. Secrets are removed from everything that is stored.
 */
export class TurnTransaction {
  readonly #options: TransactionOptions;
  readonly #turns = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  readonly #deliveries = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  readonly #typing = new ShowTypingMiddleware(TYPING_AFTER_MS, TYPING_AGAIN_MS);

  constructor(options: TransactionOptions) {
    this.#options = options;
  }

  /** Runs the bot, or the logic that is given, for one activity; resolves once the replies are delivered. */
  async run(context: TurnContext, channel: ChannelTurn, logic?: TurnLogic): Promise<void> {
    const replies: Partial<Activity>[] = [];
    context.onSendActivities(async (_context, activities) => {
      replies.push(...activities);
      return activities.map(() => ({ id: '' }));
    });
    const { stateId } = channel.scope;
    const began = performance.now();
    const turn = inThisCorrelation(async () => {
      const committed = await this.#whileTyping(
        context,
        this.#commit(began, context, channel, logic, replies),
      );
      if (!committed) return undefined;
      const deliver = inThisCorrelation(() => channel.afterCommit(committed));
      return { done: replies.length > 0 ? this.#deliveries.acquire(stateId, deliver) : deliver() };
    });
    // Deliveries queue in the order of the turns. The next turn does not wait for them, since a channel may be slow.
    const delivery = await this.#turns.acquire(stateId, turn);
    await delivery?.done;
  }

  /**
   * Shows typing until the turn is stored, since the store may be slow as well. It ends before the replies are delivered: a slow
   * channel gets no further activity to take.
   */
  async #whileTyping<Result>(context: TurnContext, turn: Promise<Result>): Promise<Result> {
    await this.#typing.onTurn(context, async () => {
      await turn;
    });
    return turn;
  }

  /** Tells how a turn that arrived at `began` ended, and after how long. */
  async #measure(
    began: number,
    run: () => Promise<PreparedTurn | undefined>,
  ): Promise<PreparedTurn | undefined> {
    let outcome: TurnOutcome = 'failed';
    try {
      const kept = await run();
      if (kept) outcome = kept.isApology ? 'apologised' : 'stored';
      else outcome = 'repeated';
      return kept;
    } finally {
      this.#options.onTurn?.(outcome, (performance.now() - began) / 1000);
    }
  }

  /** Runs the turn until its outcome is stored; undefined where the activity was processed before. */
  async #commit(
    began: number,
    context: TurnContext,
    channel: ChannelTurn,
    logic: TurnLogic | undefined,
    replies: Partial<Activity>[],
  ): Promise<CommittedTurn | undefined> {
    const { store, helpdesk, onCounts, log } = this.#options;
    const key = CONVERSATIONS + channel.scope.stateId;
    // A turn that begins again because its commit lost a race hands over only once.
    const admit = once(async () => helpdesk?.admitHandOver(channel.scope) ?? true);
    const kept = await this.#measure(began, () =>
      update(store, `the turn of conversation ${key}`, () =>
        this.#prepare(key, context, channel, logic, replies, admit),
      ),
    );
    if (!kept) return undefined;
    const { turn, answered, ticketsChanged, erasure } = kept;
    const [ticket] = ticketsChanged;
    const about = { conversation: context.activity.conversation.id, activity: context.activity.id };
    log.info({ ...about, ...(ticket !== undefined && { ticket }) }, 'a turn is stored');
    if (turn.incoming.kind === 'badSubmit') log.warn(about, 'the data of a pressed button could not be read');
    if (erasure)
      return { replies, cards: turn.cards, answered, erased: await this.#completeErasure(erasure) };
    for (const number of ticketsChanged) helpdesk?.changed(number);
    if (context.activity.type !== ActivityTypes.Event && turn.state.ticket !== undefined)
      helpdesk?.isBack?.(turn.state.tickets ?? [turn.state.ticket]);
    onCounts?.(turn.counts);
    return { replies, cards: turn.cards, answered };
  }

  /** Runs the turn on the state that the store has, and returns what to write; nothing where it was processed before. */
  async #prepare(
    key: string,
    context: TurnContext,
    channel: ChannelTurn,
    logic: TurnLogic | undefined,
    replies: Partial<Activity>[],
    admit: AdmitHandOver,
  ): Promise<Update<PreparedTurn | undefined>> {
    const { store, pack, retentionMs, welcomeBackMs, helpdesk } = this.#options;
    const { content, dialogs, bot } = pack();
    const { id } = context.activity;
    const entry = await store.get(key);
    // A turn that the person did not begin would recreate a conversation that they have had erased.
    if (!entry && context.activity.type === ActivityTypes.Event) return { writes: [], result: undefined };
    const { state, isReadable } = this.#stateFrom(entry);
    if (id !== undefined && state.processedIds.includes(id)) return { writes: [], result: undefined };
    const stored = state.ticket === undefined ? undefined : await this.#ticket(state.ticket);
    const begin = async (from: ConversationState): Promise<Turn> => {
      replies.length = 0;
      const { scope, countMessages = async () => 0 } = channel;
      const tickets = new TurnTickets({
        targetsFor: helpdesk?.targetsFor ?? (() => []),
        filesTo: helpdesk?.filesTo,
        deskLanguage: helpdesk?.language ?? DEFAULT_LANGUAGE,
        emailsAnswers: helpdesk?.emailsAnswers ?? false,
        stored,
        admit,
        loadAll: () => this.#tickets(from),
      });
      const retentionDays = retentionMs / DAY_MS;
      const turn = new Turn({
        context,
        content,
        scope,
        state: from,
        tickets,
        welcomeBackMs,
        retentionDays,
        countMessages,
      });
      setTurn(turn);
      await turn.openDialogs(dialogs);
      return turn;
    };
    const first = await begin(state);
    const { turn, answered } = await this.#answer(logic ?? bot, first, () =>
      begin(this.#stateFrom(entry).state),
    );
    if (turn.erasure) return this.#prepareErasure(entry, turn, answered, replies, channel);
    if (id !== undefined) markProcessed(turn.state, id);
    // Teams may move a chat to another service, so that answers go where the person wrote last.
    const isFromPerson = context.activity.type !== ActivityTypes.Event;
    if (isFromPerson && turn.state.ticket !== undefined) turn.state.address = turn.address;
    turn.state.exchanges = extendTranscript(turn.state.exchanges, turn.transcript);
    const rows = (await channel.beforeCommit?.(recordOf(turn, replies), replies)) ?? [];
    const expiresAt = Date.now() + retentionMs;
    return {
      writes: [
        { key, expected: entry?.version ?? null, value: turn.state, expiresAt },
        ...rows,
        ...turn.rows.map((row): Write => ({ ...row, expected: null, expiresAt })),
        ...turn.tickets.writes(expiresAt),
        ...(entry && !isReadable ? [unreadableCopy(entry, expiresAt)] : []),
      ],
      result: { turn, answered, isApology: turn !== first, ticketsChanged: turn.tickets.changed },
    };
  }

  /** Returns the writes that begin an erasure, in place of those of its turn. */
  async #prepareErasure(
    entry: Entry | undefined,
    turn: Turn,
    answered: Press | undefined,
    replies: readonly Partial<Activity>[],
    { scope, beforeErasure }: ChannelTurn,
  ): Promise<Update<PreparedTurn>> {
    const { store, retentionMs } = this.#options;
    const { keepsOpenTickets = false } = turn.erasure ?? {};
    const { key, note, kept, deleted } = await planErasure(store, scope.stateId, { keepsOpenTickets });
    const isEnded = kept.length === 0;
    const record: Write = {
      key: CONVERSATIONS + scope.stateId,
      expected: entry?.version ?? null,
      value: isEnded ? undefined : stateForTickets(turn, kept),
      expiresAt: Date.now() + retentionMs,
    };
    const rows = beforeErasure?.(isEnded ? undefined : recordOf(turn, replies));
    return {
      // The note comes first: what has a later version is not of the past that it erases.
      writes: [note, record, ...((await rows) ?? [])],
      result: { turn, answered, isApology: false, ticketsChanged: [], erasure: { key, deleted, isEnded } },
    };
  }

  /** Deletes everything that an erasure names, before the person is told so. */
  async #completeErasure({ key, deleted, isEnded }: BegunErasure): Promise<Erased> {
    await completeErasure(this.#options.store, key);
    for (const number of deleted) this.#options.helpdesk?.changed(number);
    return { isEnded };
  }

  /** Runs the logic; where it fails, a turn on the unchanged state apologises instead. */
  async #answer(
    logic: TurnLogic,
    turn: Turn,
    beginAnew: () => Promise<Turn>,
  ): Promise<{ turn: Turn; answered: Press | undefined }> {
    const { activity } = turn.context;
    try {
      return { turn, answered: (await logic(turn.context)) ?? undefined };
    } catch (error) {
      // Without the store an apology could not be kept either: the channel says so, and the same message can be sent again.
      if (error instanceof UnavailableError) throw error;
      this.#options.log.error(
        { ...originOf(error), conversation: activity.conversation.id, activity: activity.id },
        'turn failed',
      );
      // Nobody waits for a reply to an event: its sender gets the error and tries again.
      if (activity.type === ActivityTypes.Event) throw error;
      const unchanged = await beginAnew();
      await this.#options.apologise(unchanged);
      return { turn: unchanged, answered: undefined };
    }
  }

  /** Reads all tickets that the record of a conversation names and that are still kept. */
  async #tickets({ ticket, tickets = [] }: ConversationState): Promise<StoredTicket[]> {
    const numbers = new Set([...tickets, ...(ticket === undefined ? [] : [ticket])]);
    const stored = await Promise.all([...numbers].map((number) => this.#ticket(number)));
    return stored.flatMap((one) => one ?? []);
  }

  /** Reads the person's newest ticket. One that cannot be read is logged, so that the person still gets an answer. */
  async #ticket(number: string): Promise<StoredTicket | undefined> {
    try {
      return await loadTicket(this.#options.store, number);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      this.#options.log.error({ ...originOf(error), ticket: number }, 'a stored ticket cannot be read');
      return undefined;
    }
  }

  #stateFrom(entry: Entry | undefined): { state: ConversationState; isReadable: boolean } {
    if (!entry) return { state: newState(), isReadable: true };
    try {
      return { state: readState(entry.value), isReadable: true };
    } catch (error) {
      this.#options.log.error(
        { ...originOf(error), key: entry.key },
        'a stored conversation cannot be read and starts again',
      );
      return { state: newState(), isReadable: false };
    }
  }
}

/** Returns the record of a conversation with nothing left but the tickets that the person keeps. */
function stateForTickets(
  { context, state, cards, address }: Turn,
  kept: readonly OwnedTicket[],
): ConversationState {
  const tickets = kept.map(({ number }) => number);
  const current = tickets.find((number) => number === state.ticket) ?? tickets.at(-1);
  const shown = { activeCards: cards.map(({ id }) => id), lastCard: state.lastCard };
  // A welcome would push the confirmation out of sight.
  const fresh: ConversationState = {
    ...newState(),
    ...shown,
    ...(state.address && { address }),
    ...(state.language && { language: state.language }),
    welcomed: true,
    ticket: current,
    tickets,
  };
  if (context.activity.id !== undefined) markProcessed(fresh, context.activity.id);
  return fresh;
}

/** Keeps a copy of a record that cannot be read beside the new one, so that somebody can repair it. */
function unreadableCopy({ key, version, value }: Entry, expiresAt: number): Write {
  return { key: `${UNREADABLE}${key}/${version}`, expected: null, value, expiresAt };
}

function recordOf(turn: Turn, replies: readonly Partial<Activity>[]): TurnRecord {
  const { stoodHere } = turn.texts.messages.removed.phone;
  return {
    incoming: redactActivity(turn.context.activity, turn.incoming, (text) => turn.redact(text)),
    replies: replies.map((reply) => redactShownOnly(reply, turn.shownOnly, stoodHere)),
  };
}
