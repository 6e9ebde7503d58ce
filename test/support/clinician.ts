import { type Activity, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core';
import { dialogsFor } from '../../dialogs/index.ts';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor, showTicketEvent } from '../../src/bot/bot.ts';
import type { SendProactive } from '../../src/channels/contract.ts';
import { type Content, textsOf } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import type { ConversationState } from '../../src/conversation/state.ts';
import {
  type ChannelTurn,
  type TransactionOptions,
  type TurnLogic,
  TurnTransaction,
} from '../../src/conversation/transaction.ts';
import type { GuidePosition } from '../../src/guide/overview.ts';
import { openLog } from '../../src/lib/log.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import type { SendToChat } from '../../src/tickets/outbox/chat-handler.ts';
import { sharedUnderstanding } from './shared-understanding.ts';

/** The shipped content pack. */
export const pack: Content = loadContent(new URL('../../data', import.meta.url).pathname);

const NEXT = textsOf(pack, 'en').messages.buttons.next;

interface Submit {
  title: string;
  data: Record<string, unknown>;
}

/** One message of the assistant, as a person sees it. */
export interface Seen {
  /** Its text in lines, as a client without cards shows it. */
  text: string;
  buttons: Submit[];
  links: { title: string; url: string }[];
  at: GuidePosition | undefined;
  activity: Partial<Activity>;
}

class CollectingAdapter extends BotAdapter {
  sent: Partial<Activity>[] = [];

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    // On a busy machine a turn may take long enough to show typing.
    this.sent.push(...activities.filter(({ type }) => type !== 'typing'));
    return activities.map(() => ({ id: '' }));
  }

  receive(activity: Partial<Activity>, bot: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(new TurnContext(this, activity), bot);
  }

  override async updateActivity(): Promise<void> {}

  override async deleteActivity(): Promise<void> {}

  override async continueConversation(): Promise<void> {}
}

/** The connection between a person and the assistant. */
export interface Connection {
  /** Sends a person's activity to the assistant, and returns its messages. */
  say(activity: Partial<Activity>): Promise<Partial<Activity>[]>;
  /** Runs a turn that the person did not begin, and returns its messages. */
  sendProactive(
    ...chat: Parameters<SendProactive>
  ): Promise<{ outcome: Awaited<ReturnType<SendProactive>>; messages: Partial<Activity>[] }>;
}

/** Connects a person with the assistant, by one channel or another. */
export type Connect = (content: Content, store: Store, also?: ExtraOptions) => Connection;

/** Further options of the transaction. */
type ExtraOptions = Pick<TransactionOptions, 'helpdesk' | 'onCounts'>;

/** A person in a conversation with the assistant, who writes, presses buttons, and sees the messages. */
export class Clinician {
  store: Store;
  readonly conversation: string;
  #content: Content;
  readonly #connect: Connect;
  readonly #also: ExtraOptions;
  #connection: Connection;
  #counter = 0;
  seen: Seen[] = [];

  constructor({
    content = pack,
    store = openMemoryStore(),
    conversation = 'talk-1',
    connect = connectDirectly,
    also = {},
  }: {
    content?: Content;
    store?: Store;
    conversation?: string;
    connect?: Connect;
    also?: ExtraOptions;
  } = {}) {
    this.store = store;
    this.conversation = conversation;
    this.#content = content;
    this.#connect = connect;
    this.#also = also;
    this.#connection = connect(content, store, also);
  }

  /** Restarts the assistant, perhaps with another content pack or on a store opened anew. */
  restartAssistant(content: Content = this.#content, store: Store = this.store): void {
    this.#content = content;
    this.store = store;
    this.#connection = this.#connect(content, store, this.#also);
  }

  /** Returns the same person at the same point of the conversation, in a store of their own. */
  async fork(): Promise<Clinician> {
    const twin = new Clinician({ content: this.#content, conversation: this.conversation });
    const expiresAt = Date.now() + 86_400_000;
    const entries = await this.store.list('');
    await twin.store.commit(entries.map(({ key, value }) => ({ key, value, expected: null, expiresAt })));
    twin.seen = [...this.seen];
    twin.#counter = this.#counter;
    return twin;
  }

  join(): Promise<Seen> {
    return this.send({ type: 'conversationUpdate', membersAdded: [{ id: 'person', name: '' }] });
  }

  say(text: string): Promise<Seen> {
    return this.send({ type: 'message', text });
  }

  /** Presses the button with this title on the newest message. */
  press(title: string, inputs: Record<string, string> = {}): Promise<Seen> {
    const named = this.last.buttons.find((candidate) => candidate.title === title);
    // Some steps have words of their own on the button that goes on.
    const button = named ?? this.last.buttons.find(({ data }) => title === NEXT && data.action === 'next');
    if (!button)
      throw new Error(`no button "${title}", only: ${this.last.buttons.map((b) => b.title).join(' | ')}`);
    return this.submit({ ...button.data, ...inputs });
  }

  submit(value: unknown): Promise<Seen> {
    return this.send({ type: 'message', value });
  }

  get last(): Seen {
    const last = this.seen.at(-1);
    if (!last) throw new Error('the assistant has not said anything yet');
    return last;
  }

  async state(): Promise<ConversationState> {
    const entry = await this.store.get(`talk/${this.conversation}`);
    return entry?.value as ConversationState;
  }

  /** Sends an activity; returns the newest message afterwards. */
  async send(activity: Partial<Activity>): Promise<Seen> {
    const replies = await this.#connection.say({
      id: `a${++this.#counter}`,
      channelId: 'test',
      conversation: { id: this.conversation, isGroup: false, conversationType: '', name: '' },
      from: { id: 'person', name: '' },
      recipient: { id: 'assistant', name: '' },
      ...activity,
    });
    this.seen.push(...replies.map(see));
    return this.last;
  }

  /** Receives an event of their ticket without having written anything. */
  receiveTicketEvent: SendToChat = async (event, turn) => {
    const { address } = event.ticket;
    const { outcome, messages } = await this.#connection.sendProactive(address, turn, (context) =>
      showTicketEvent(context, event),
    );
    this.seen.push(...messages.map(see));
    return outcome;
  };
}

/** Returns a channel that stores nothing of its own and sends by its adapter. */
export function plainChannel(context: TurnContext): ChannelTurn {
  return {
    scope: { stateId: context.activity.conversation.id, isShared: false, keepsMessages: false },
    afterCommit: async ({ replies }) => {
      await context.adapter.sendActivities(context, replies);
    },
  };
}

/** Connects a person without any channel, by the bot and the transaction alone. */
function connectDirectly(content: Content, store: Store, also: ExtraOptions = {}): Connection {
  const bot = botFor(content, sharedUnderstanding(content));
  const log = openLog('silent');
  const turnPack = { content, dialogs: dialogsFor(content), bot };
  const transaction = new TurnTransaction({
    store,
    pack: () => turnPack,
    retentionMs: 86_400_000,
    welcomeBackMs: 3_600_000,
    log,
    apologise: sayError,
    onCounts: () => undefined,
    ...also,
  });
  const run = async (activity: Partial<Activity>, logic: TurnLogic) => {
    const wire = new CollectingAdapter();
    await wire.receive(activity, (context) => transaction.run(context, plainChannel(context), logic));
    return wire.sent;
  };
  return {
    say: (activity) => run(activity, bot),
    async sendProactive(address, { id }, logic) {
      const event = { type: 'event', name: 'ContinueConversation', id };
      const activity = TurnContext.applyConversationReference(event, address, true);
      return { outcome: 'reached', messages: await run({ ...activity, id }, logic) };
    },
  };
}

/** Returns the lines of a card that are links. */
function linkLinesIn(card: Record<string, unknown> | undefined): Seen['links'] {
  return Array.from(
    JSON.stringify(card ?? {}).matchAll(/"\[([^\]"]+)\]\((https:[^)"]+)\)"/g),
    ([, title = '', url = '']) => ({
      title,
      url,
    }),
  );
}

/** Returns an activity as a person sees it. */
export function see(activity: Partial<Activity>): Seen {
  const card = activity.attachments?.[0]?.content as Record<string, unknown> | undefined;
  const actions = card ? actionsIn(card) : [];
  return {
    text: String(card?.fallbackText ?? activity.text ?? ''),
    buttons: actions
      .filter((action) => action.type === 'Action.Submit')
      .map(({ title, data }) => ({ title, data: data as Submit['data'] })),
    links: [
      ...linkLinesIn(card),
      ...actions
        .filter((action) => action.type === 'Action.OpenUrl')
        .map(({ title, url }) => ({ title, url: String(url) })),
    ],
    at: activity.entities?.find((entity) => entity.type === 'guidePosition') as GuidePosition | undefined,
    activity,
  };
}

type Action = { type: string; title: string } & Record<string, unknown>;

function actionsIn(node: unknown): Action[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn);
  if (typeof node !== 'object' || node === null) return [];
  // A picture only opens larger.
  if ('type' in node && node.type === 'Image') return [];
  if ('type' in node && String(node.type).startsWith('Action.')) return [node as Action];
  return Object.values(node).flatMap(actionsIn);
}
