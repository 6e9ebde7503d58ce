import { randomUUID } from 'node:crypto';
import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder-core';
import { keepWithTurn } from '../../conversation/turn-record.ts';
import type { BotLogic } from '../bot-logic.ts';
import { type History, isShown, type Row } from './history.ts';
import type { Streams } from './streams.ts';

const UNSENT = Symbol('kept replies that were not sent yet');

/** Takes activities of the web chat through the bot and shows what was kept of the turn to every open window. */
export class WebChatAdapter extends BotAdapter {
  readonly #history: History;
  readonly #streams: Streams;
  readonly #bot: BotLogic;

  constructor(history: History, streams: Streams, bot: BotLogic) {
    super();
    this.#history = history;
    this.#streams = streams;
    this.#bot = bot;
  }

  /** Runs the turn of something a person said, and gives the id under which it stands in the history. */
  async said(activity: Partial<Activity>): Promise<string> {
    const kept = await this.#run(activity, true, this.#bot);
    const conversation = activity.conversation?.id ?? '';
    const id = activity.id ?? '';
    return kept ?? (await this.#history.rowOf(conversation, id)) ?? id;
  }

  /** Runs the turn of a person opening the conversation; only the replies have a place in the history. */
  async joined(activity: Partial<Activity>): Promise<void> {
    await this.#run(activity, false, this.#bot);
  }

  /** Runs a turn that nobody began by writing, for example to pass on an answer of the helpdesk. */
  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const event = { type: 'event', name: 'ContinueConversation', timestamp: new Date() };
    const activity = TurnContext.applyConversationReference(event, reference, true);
    await this.#run({ ...activity, id: reference.activityId ?? randomUUID() }, false, logic);
  }

  /** Shows at once that an answer is coming; the answers themselves are shown from the history once the turn is over. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const unsent: Row[] = context.turnState.get(UNSENT) ?? [];
    return activities.map((activity) => {
      if (activity.type === 'typing') this.#streams.typing(context.activity.conversation.id);
      const row = isShown(activity) ? unsent.shift() : undefined;
      if (row) this.#history.show(row, activity);
      return { id: row?.id ?? randomUUID() };
    });
  }

  /** Direct Line cannot change what it has shown. */
  override async updateActivity(): Promise<void> {
    throw new Error('The web chat cannot change a message that it has shown: send a new one');
  }

  /** Direct Line cannot take back what it has shown. */
  override async deleteActivity(): Promise<void> {
    throw new Error('The web chat cannot delete a message that it has shown');
  }

  async #run(
    activity: Partial<Activity>,
    keepsIncoming: boolean,
    logic: BotLogic,
  ): Promise<string | undefined> {
    const context = new TurnContext(this, activity);
    let first: string | undefined;
    keepWithTurn(context, async (exchange) => {
      const rows = await this.#history.rowsOf(activity, exchange, keepsIncoming);
      first = rows.first;
      context.turnState.set(UNSENT, [...rows.replies]);
      return rows.writes;
    });
    await this.runMiddleware(context, logic);
    this.#streams.changed(context.activity.conversation.id);
    return first;
  }
}
