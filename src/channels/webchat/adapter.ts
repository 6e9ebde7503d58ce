import { randomUUID } from 'node:crypto';
import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import type { CommittedTurn, Erased, RunTurn, TurnLogic } from '../../conversation/transaction.ts';
import type { TurnRecord } from '../../conversation/turn-record.ts';
import type { Broadcast } from './broadcast.ts';
import { type History, isShown, rowsInFull, shownReply, type TurnRows } from './history.ts';
import type { Streams } from './streams.ts';

/** The name of the event by which a page learns that what it shows is erased. */
const ERASED = 'erased';

/** The request that an activity came with. */
export interface Sender {
  /** The network address that the activity came from. */
  address: string;
  /** The address of our own pages as the client reaches them, without a trailing slash. */
  pages: string;
}

/** The parts of the web chat that the adapter uses. */
interface AdapterParts {
  history: History;
  streams: Streams;
  broadcast: Broadcast;
  runTurn: RunTurn;
  /** Where our own pages are reached, for turns that no request begins. */
  publicUrl: string | undefined;
}

interface RunOptions {
  /** True where the history keeps the activity itself, too. */
  keepsIncoming?: boolean;
  sender?: Sender;
  logic?: TurnLogic;
}

/** Runs the turns of web chat activities, and shows the replies in every open window once a turn is committed. */
export class WebChatAdapter extends BotAdapter {
  readonly #history: History;
  readonly #streams: Streams;
  readonly #broadcast: Broadcast;
  readonly #runTurn: RunTurn;
  readonly #publicUrl: string | undefined;

  constructor({ history, streams, broadcast, runTurn, publicUrl }: AdapterParts) {
    super();
    this.#publicUrl = publicUrl;
    this.#history = history;
    this.#streams = streams;
    this.#broadcast = broadcast;
    this.#runTurn = runTurn;
  }

  /** Runs the turn of a person's message, and returns the message's id in the history. */
  async processMessage(activity: Partial<Activity>, sender: Sender): Promise<string> {
    const row = await this.#run(activity, { keepsIncoming: true, sender });
    const conversation = activity.conversation?.id ?? '';
    const id = activity.id ?? '';
    return row ?? (await this.#history.rowOf(conversation, id)) ?? id;
  }

  /** Runs the turn of a person who does something without words, such as opening the conversation; the history keeps only the replies. */
  async processUnsaid(activity: Partial<Activity>, sender: Sender): Promise<void> {
    await this.#run(activity, { sender });
  }

  /** Runs a turn that the assistant begins, for example with an answer of the helpdesk. */
  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: TurnLogic,
  ): Promise<void> {
    const event = { type: 'event', name: 'ContinueConversation', timestamp: new Date() };
    const activity = TurnContext.applyConversationReference(event, reference, true);
    await this.#run({ ...activity, id: reference.activityId ?? randomUUID() }, { logic });
  }

  /** Shows typing at once; replies are shown from the history after the commit. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    return activities.map(({ type }) => {
      if (type === 'typing')
        void this.#broadcast.send({
          conversation: context.activity.conversation.id,
          activities: [{ type }],
        });
      return { id: randomUUID() };
    });
  }

  /** Refuses, since Direct Line cannot change a message that it has shown. */
  override async updateActivity(): Promise<void> {
    throw new Error('The web chat cannot change a message that it has shown: send a new one');
  }

  /** Refuses, since Direct Line cannot delete a message that it has shown. */
  override async deleteActivity(): Promise<void> {
    throw new Error('The web chat cannot delete a message that it has shown');
  }

  /** Runs a turn and returns the id of its first row, or its own id where nothing of it is stored; undefined where the activity was processed before. */
  async #run(
    activity: Partial<Activity>,
    { keepsIncoming = false, sender, logic }: RunOptions,
  ): Promise<string | undefined> {
    const conversation = activity.conversation?.id ?? '';
    let rows: TurnRows | undefined;
    let first: string | undefined;
    let added: TurnRows | undefined;
    const turn = {
      scope: {
        stateId: conversation,
        isShared: false,
        keepsMessages: false,
        sender: sender?.address,
        pages: sender?.pages ?? this.#publicUrl,
      },
      beforeCommit: async (record: TurnRecord, replies: readonly Partial<Activity>[]) => {
        rows = await this.#history.rowsOf(activity, record, { keepsIncoming });
        // Once they are committed, any process may show them.
        const inFull = rowsInFull(rows.replies, replies.filter(isShown));
        if (inFull.length > 0) await this.#broadcast.send({ conversation, rows: inFull });
        return rows.writes;
      },
      beforeErasure: async (record?: TurnRecord) => {
        if (!record) {
          this.#streams.turnEnds(conversation);
          return [await this.#history.ending(conversation)];
        }
        rows = await this.#history.rowsOf(activity, record, { keepsIncoming, beginsPack: true });
        return rows.writes;
      },
      countMessages: () => this.#history.count(conversation),
      afterCommit: async ({ replies, erased }: CommittedTurn) => {
        if (erased) await this.#showErased(conversation, replies, erased);
        first = erased?.isEnded ? activity.id : rows?.first;
        if (!erased?.isEnded) added = rows;
      },
    };
    try {
      await this.runMiddleware(new TurnContext(this, activity), (context) =>
        this.#runTurn(context, turn, logic),
      );
    } finally {
      this.#streams.turnIsOver(conversation);
    }
    this.#streams.sendNew(conversation, added);
    return first;
  }

  /** Tells every window that what was said is erased, and closes them where the conversation is ended with it. */
  #showErased(
    conversation: string,
    replies: readonly Partial<Activity>[],
    { isEnded }: Erased,
  ): Promise<void> {
    const said = isEnded ? replies.filter(isShown).map(shownReply) : [];
    const event = { type: 'event', name: ERASED, value: { isEnded } };
    return this.#broadcast.send({
      conversation,
      forgets: true,
      activities: [...said, event],
      ends: isEnded,
    });
  }
}
