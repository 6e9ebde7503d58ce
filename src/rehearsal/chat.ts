import type { CardAction } from '../../cards/action.ts';
import { dialogsFor } from '../../dialogs/index.ts';
import { sayError } from '../../dialogs/info-cards.ts';
import { botFor } from '../bot/bot.ts';
import { type Message, sendInMemory } from '../channels/in-memory.ts';
import { type Content, DEFAULT_LANGUAGE } from '../content/content.ts';
import { type ConversationState, readState } from '../conversation/state.ts';
import { type TurnLogic, TurnTransaction } from '../conversation/transaction.ts';
import { CONVERSATIONS } from '../store/keys.ts';
import { openMemoryStore } from '../store/memory.ts';
import type { Match } from '../understanding/matcher.ts';

const HOUR = 3_600_000;
/** Words that mean nothing the assistant knows. */
export const NOTHING: Match = { outcome: 'none', candidates: [], outOfScope: undefined };

/** What a turn has shown. */
export interface Shown {
  /** Those of the messages that a person would see. */
  messages: Message[];
  /** What went wrong in the turn; undefined where nothing did. */
  error: string | undefined;
  state: ConversationState | undefined;
}

/** The whole assistant in memory, with a content pack and without channels, for conversations that nobody has. */
export class RehearsalChat {
  readonly #store = openMemoryStore();
  readonly #transaction: TurnTransaction;
  /** What the next words mean. */
  #meant = NOTHING;
  #error: string | undefined;
  #turns = 0;

  constructor(content: Content) {
    const bot = botFor(content, () => this.#meant);
    const watched: TurnLogic = async (context) => {
      try {
        return (await bot(context)) ?? undefined;
      } catch (error) {
        this.#error = error instanceof Error ? error.message : String(error);
        throw error;
      }
    };
    const pack = { content, dialogs: dialogsFor(content), bot: watched };
    this.#transaction = new TurnTransaction({
      store: this.#store,
      pack: () => pack,
      retentionMs: HOUR,
      welcomeBackMs: 0,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      apologise: sayError,
      helpdesk: {
        targetsFor: (desk) => (desk === content.network.helpdesk ? ['inbox'] : []),
        admitHandOver: async () => true,
        changed: () => undefined,
      },
    });
  }

  /** Opens a conversation, by a client that is set to a language. */
  join(conversation: string, locale = DEFAULT_LANGUAGE): Promise<Shown> {
    const membersAdded = [{ id: 'person', name: '' }];
    return this.#turn(conversation, { type: 'conversationUpdate', membersAdded, locale });
  }

  press(conversation: string, action: CardAction, card: string): Promise<Shown> {
    return this.#turn(conversation, { type: 'message', value: { ...action, card } });
  }

  /** Says words that are understood as given. */
  say(conversation: string, text: string, meant: Match = NOTHING): Promise<Shown> {
    this.#meant = meant;
    return this.#turn(conversation, { type: 'message', text });
  }

  /** Begins a conversation at the point that another one has reached. */
  async fork(conversation: string): Promise<string> {
    const twin = `${conversation.split('/')[0]}/${++this.#turns}`;
    const entry = await this.#store.get(`${CONVERSATIONS}${conversation}`);
    const expiresAt = Date.now() + HOUR;
    if (entry)
      await this.#store.commit([
        { key: `${CONVERSATIONS}${twin}`, value: entry.value, expected: null, expiresAt },
      ]);
    return twin;
  }

  async #turn(conversation: string, activity: Message): Promise<Shown> {
    this.#error = undefined;
    const id = `a${++this.#turns}`;
    const pages = 'https://assistant.example';
    const messages = await sendInMemory({ id, conversation, activity, pages }, (context, channel) =>
      this.#transaction.run(context, channel),
    );
    const entry = await this.#store.get(`${CONVERSATIONS}${conversation}`);
    return { messages, error: this.#error, state: entry && readState(entry.value) };
  }
}
