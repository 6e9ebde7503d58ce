import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core';
import { dialogsFor } from '../../dialogs/index.ts';
import { type ConversationState, readState } from '../../src/conversation/state.ts';
import { type TurnLogic, TurnTransaction } from '../../src/conversation/transaction.ts';
import { type Turn, turnOf } from '../../src/conversation/turn.ts';
import type { TurnRecord } from '../../src/conversation/turn-record.ts';
import type { Log } from '../../src/lib/log.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { pack, plainChannel } from '../support/clinician.ts';

export const HOUR = 3_600_000;

interface TestChannelOptions {
  /** The bot's logic for a turn. */
  bot?: (turn: Turn, context: TurnContext) => ReturnType<TurnLogic>;
  store?: Store;
  apologise?: (turn: Turn) => Promise<void>;
  /** The rows that the channel commits together with the turn. */
  beforeCommit?: (record: TurnRecord) => Promise<Write[]>;
}

/** A channel with only the transaction between it and a bot; collects the replies and the log. */
export class TestChannel extends BotAdapter {
  readonly store: Store;
  readonly sent: Partial<Activity>[] = [];
  readonly logged: unknown[] = [];
  readonly #bot: TurnLogic;
  readonly #transaction: TurnTransaction;
  readonly #beforeCommit: TestChannelOptions['beforeCommit'];
  #counter = 0;

  constructor(options: TestChannelOptions = {}) {
    super();
    const { bot = async () => {}, store = openMemoryStore(), apologise = async () => {} } = options;
    const note = (...facts: unknown[]) => void this.logged.push(facts);
    const log: Log = { info: note, warn: note, error: note };
    this.store = store;
    this.#bot = (context) => bot(turnOf(context), context);
    this.#beforeCommit = options.beforeCommit;
    const turnPack = { content: pack, dialogs: dialogsFor(pack), bot: this.#bot };
    this.#transaction = new TurnTransaction({
      store,
      pack: () => turnPack,
      retentionMs: HOUR,
      welcomeBackMs: 3_600_000,
      log,
      apologise,
    });
  }

  /** Receives an activity; resolves once its turn is over. */
  async receive(activity: Partial<Activity>, conversation = 'talk-1'): Promise<void> {
    const context = new TurnContext(this, {
      type: 'message',
      id: `a${++this.#counter}`,
      channelId: 'test',
      conversation: { id: conversation, isGroup: false, conversationType: '', name: '' },
      from: { id: 'person', name: '' },
      recipient: { id: 'assistant', name: '' },
      ...activity,
    });
    const channel = {
      ...plainChannel(context),
      ...(this.#beforeCommit && { beforeCommit: this.#beforeCommit }),
    };
    await this.runMiddleware(context, (context) => this.#transaction.run(context, channel));
  }

  async state(conversation = 'talk-1'): Promise<ConversationState | undefined> {
    const entry = await this.store.get(`talk/${conversation}`);
    return entry && readState(entry.value);
  }

  get texts(): (string | undefined)[] {
    return this.sent.map(({ text }) => text);
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    this.sent.push(...activities);
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {}

  override async deleteActivity(): Promise<void> {}

  override async continueConversation(): Promise<void> {}
}
