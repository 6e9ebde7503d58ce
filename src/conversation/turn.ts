import { ActivityTypes, CardFactory, type StatePropertyAccessor, TurnContext } from 'botbuilder-core';
import {
  type DialogContext,
  type DialogSet,
  type DialogState,
  type DialogTurnResult,
  DialogTurnStatus,
} from 'botbuilder-dialogs';
import { type CardAction, pressedButton } from '../../cards/action.ts';
import type { Card, Notice } from '../../cards/card.ts';
import type { Count, Counted } from '../analytics/count.ts';
import { type Feedback, feedbackRow } from '../analytics/feedback.ts';
import { countsOfStepChange } from '../analytics/step-change.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts, textsOf } from '../content/content.ts';
import { type Say, sayFor } from '../content/format-message.ts';
import type { SensitiveKind } from '../content/schema/sensitive-words.ts';
import type { GuidePosition } from '../guide/overview.ts';
import type { Position } from '../guide/position.ts';
import { stepOn } from '../guide/progress.ts';
import { type FindSensitive, replaceFindings, sensitiveFinder } from '../redaction/find-sensitive.ts';
import { mayBePendingSecret } from '../redaction/pending-secret.ts';
import { type IncomingMessage, MessageText, parseIncoming } from './incoming-message.ts';
import type { ConversationScope } from './scope.ts';
import { type ConversationState, rememberCard } from './state.ts';
import type { TranscriptEntry } from './transcript.ts';
import { redactShownOnly } from './turn-record.ts';
import type { TurnTickets } from './turn-tickets.ts';

const TURN = Symbol('turn');

/** An entity that tells the page with the chat, with each message, whom the person now writes to. */
interface TalkingTo {
  type: 'talkingTo';
  helpdesk: boolean;
}

/** Input for the dialog that is on: the action of a button, or typed words. */
export type DialogInput =
  | { kind: 'action'; action: CardAction }
  /** A question or a wish chooses nothing that is only similar to it. */
  | { kind: 'text'; text: string; isQuestion: boolean };

/** The result of a dialog that took its input for an answer. */
export const ANSWERED: DialogTurnResult<boolean> = { status: DialogTurnStatus.waiting, result: true };

/** One message of a person and everything that comes of it: dialogs read, change and answer through it. */
export class Turn {
  readonly context: TurnContext;
  readonly content: Content;
  readonly texts: Texts;
  /** Fills a text of the content pack. */
  readonly say: Say;
  readonly incoming: IncomingMessage;
  /** The typed words. */
  readonly message: MessageText;
  readonly scope: ConversationScope;
  readonly state: ConversationState;
  /** The person's ticket, and the turn's changes to it. */
  readonly tickets: TurnTickets;
  /** Values that may be shown once but are never kept, such as a phone number. */
  readonly shownOnly: string[] = [];
  /** Rows that are kept together with the turn, besides the state. */
  readonly rows: { key: string; value: unknown }[] = [];
  /** The cards that the turn has shown. */
  readonly cards: Card[] = [];
  readonly #find: FindSensitive;
  readonly #stepBefore: Position | undefined;
  readonly #counts: Count[] = [];
  readonly #pressedTitle: string;
  #dc: DialogContext | undefined;
  #input: DialogInput | undefined;
  #notices: Notice[] = [];

  constructor({ context, content, scope, state, tickets }: TurnParts) {
    this.context = context;
    this.content = content;
    this.texts = textsOf(content, DEFAULT_LANGUAGE);
    this.say = sayFor(this.texts.network, this.texts.language);
    this.incoming = parseIncoming(context.activity);
    this.scope = scope;
    this.state = state;
    this.tickets = tickets;
    this.#find = sensitiveFinder(content);
    this.#stepBefore = stepOn(state.progress);
    const text = this.incoming.kind === 'text' ? this.incoming.text : '';
    this.message = new MessageText(text, this.#find, pendingSecretIn(text, state));
    this.#pressedTitle = this.incoming.kind === 'submit' ? titleOf(this.incoming, state) : '';
  }

  /** Whether a person of the helpdesk has the conversation. */
  get isWithHelpdesk(): boolean {
    return this.state.withHelpdesk === true && this.tickets.ticket?.state === 'taken';
  }

  /** The stack of dialogs, which stands in the state. */
  get dc(): DialogContext {
    if (!this.#dc) throw new Error('the dialogs of this turn were not opened');
    return this.#dc;
  }

  /** Opens the dialogs on the stack that the state holds. */
  async openDialogs(dialogs: DialogSet): Promise<void> {
    this.#dc = await dialogs.createContext(this.context);
  }

  /** The input for the dialog that is on. */
  get input(): DialogInput {
    if (!this.#input) throw new Error('no input: the dialog was not continued by the turn');
    return this.#input;
  }

  /** Offers an input to the dialog that is on, and returns whether it took it for an answer. */
  async continueDialog(input: DialogInput): Promise<boolean> {
    this.#input = input;
    const { result } = await this.dc.continueDialog();
    return result === true;
  }

  /** The reference by which the channel finds this chat again. */
  get address(): Record<string, unknown> {
    return { ...TurnContext.getConversationReference(this.context.activity) };
  }

  /** The turn in two lines without secrets and patient data: the person's words or button, and the assistant's cards. */
  get transcript(): TranscriptEntry[] {
    const { stoodHere } = this.texts.messages.removed.phone;
    const shown = this.cards.map(({ summary }) => summary).join(' ');
    return [
      { by: 'person', text: this.incoming.kind === 'text' ? this.textToKeep : this.#pressedTitle },
      { by: 'assistant', text: redactShownOnly(shown, this.shownOnly, stoodHere) },
    ];
  }

  /** The typed words as the editors may see them. */
  get textToKeep(): string {
    return this.message.toKeep(this.#replacementFor);
  }

  /** Returns a text without secrets and patient data, with a note in the place of each. */
  redact(text: string): string {
    if (text === this.message.text) return this.message.redacted(this.#replacementFor);
    return replaceFindings(text, this.#find(text), this.#replacementFor);
  }

  readonly #replacementFor = (kind: SensitiveKind): string => this.texts.messages.removed[kind].stoodHere;

  /** Keeps feedback for the editors together with the turn. */
  recordFeedback(noted: Pick<Feedback, 'kind' | 'intent' | 'text'>): void {
    const { language } = this.texts;
    this.rows.push(feedbackRow({ ...noted, language, position: this.state.progress.position }));
  }

  /** Counts something, once the turn is kept. */
  count(what: Counted, of = ''): void {
    this.#counts.push({ what, of });
  }

  /** What there is to count of this turn, the steps that were left and come to included. */
  get counts(): readonly Count[] {
    return [
      ...this.#counts,
      ...countsOfStepChange(this.#stepBefore, stepOn(this.state.progress), this.#counts),
    ];
  }

  /** Puts a sentence at the top of the next card. */
  notice(sentence: string): void {
    this.#notices.push({ tone: 'good', sentence });
  }

  /** Puts a sentence at the top of the next card that says what did not work. */
  warn(sentence: string): void {
    this.#notices.push({ tone: 'warning', sentence });
  }

  /** Whether something waits to be said at the top of the next card. */
  get hasNotices(): boolean {
    return this.#notices.length > 0;
  }

  /** The notices for the card that is being drawn; each is shown once. */
  takeNotices(): Notice[] {
    const notices = this.#notices;
    this.#notices = [];
    return notices;
  }

  /** Sends a card; one that shows a step says which, for the progress panel. */
  async reply(card: Card, position?: GuidePosition): Promise<void> {
    rememberCard(this.state, card, this.cards.length > 0);
    this.cards.push(card);
    const talkingTo: TalkingTo = { type: 'talkingTo', helpdesk: this.isWithHelpdesk };
    await this.context.sendActivity({
      type: ActivityTypes.Message,
      attachments: [CardFactory.adaptiveCard(card.content)],
      summary: card.summary,
      speak: card.summary,
      inputHint: 'acceptingInput',
      entities: position ? [talkingTo, position] : [talkingTo],
    });
  }
}

interface TurnParts {
  context: TurnContext;
  content: Content;
  scope: ConversationScope;
  state: ConversationState;
  tickets: TurnTickets;
}

/** Returns the kind of secret that a whole text is, where the message before it was cut off; a button's name is none. */
function pendingSecretIn(
  text: string,
  { pendingSecret, lastCard }: ConversationState,
): SensitiveKind | undefined {
  if (!pendingSecret || text === '' || lastCard?.buttons.some(({ title }) => title === text))
    return undefined;
  return mayBePendingSecret(text) ? pendingSecret : undefined;
}

/** Returns the title of a pressed button, without what was typed into a form beside it. */
function titleOf(
  { card, action }: Extract<IncomingMessage, { kind: 'submit' }>,
  { lastCard }: ConversationState,
): string {
  return pressedButton(lastCard?.buttons.filter((button) => button.card === card) ?? [], action)?.title ?? '';
}

/** Makes the turn reachable from the dialogs, to which the SDK hands nothing but its context. */
export function setTurn(turn: Turn): void {
  turn.context.turnState.set(TURN, turn);
}

/** Returns the turn that a dialog is in. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('no turn: dialogs run inside a transaction alone');
  return turn;
}

/** The dialog stack, which is a part of the person's state. */
export const dialogState: StatePropertyAccessor<DialogState> = {
  get: async (context: TurnContext) => turnOf(context).state.dialogs,
  set: async (context: TurnContext, value: DialogState) => {
    turnOf(context).state.dialogs = value;
  },
  delete: async (context: TurnContext) => {
    turnOf(context).state.dialogs = { dialogStack: [] };
  },
};
