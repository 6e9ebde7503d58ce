import { ActivityTypes, CardFactory, type StatePropertyAccessor, TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogSet, DialogState, DialogTurnResult } from 'botbuilder-dialogs';
import { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
import { type CardAction, pressedButton } from '../../cards/action.ts';
import type { Card, Notice } from '../../cards/card.ts';
import type { Count, Counted } from '../analytics/count.ts';
import { type Feedback, feedbackRow } from '../analytics/feedback.ts';
import { countsOfStepChange } from '../analytics/step-change.ts';
import { type Content, DEFAULT_LANGUAGE, languageIn, type Texts, textsOf } from '../content/content.ts';
import { type Say, sayFor } from '../content/format-message.ts';
import type { SensitiveKind } from '../content/schema/words/sensitive-words.ts';
import type { GuidePosition } from '../guide/overview.ts';
import type { Position } from '../guide/path.ts';
import { stepOn } from '../guide/progress.ts';
import { type FindSensitive, replaceFindings, sensitiveFinder } from '../redaction/find-sensitive.ts';
import { type FollowSecrets, secretFollower } from '../redaction/pending-secret.ts';
import { type IncomingMessage, MessageText, parseIncoming } from './incoming-message.ts';
import type { ConversationScope } from './scope.ts';
import { type ConversationState, rememberCard, type SpokenLanguage } from './state.ts';
import type { AnsweredTopic, TranscriptEntry } from './transcript.ts';
import { redactShownOnly } from './turn-record.ts';
import type { TurnTickets } from './turn-tickets.ts';

const TURN = Symbol('turn');

/** The key under which the SDK keeps the kinds of memory of its dialogs for a turn; it makes them anew for the next. */
const MEMORY_CONFIGURATION = 'DialogStateManagerConfiguration';
/** Those of the first turn: they hold nothing of it. */
let memoryConfiguration: object | undefined;

/** An entity on each message: it tells the chat page whether the person's words go to the helpdesk. */
interface TalkingTo {
  type: 'talkingTo';
  helpdesk: boolean;
}

/** An entity on a message that tells of a ticket: the chat page says when the person has seen it. */
const ABOUT_TICKET = { type: 'aboutTicket' };

/** The person's choice when they have their data erased. */
interface Erasure {
  /** True where their open tickets stay, with the way to answer them here. */
  keepsOpenTickets: boolean;
}

/** Input for the active dialog: the action of a button, or typed words. */
export type DialogInput =
  | { kind: 'action'; action: CardAction }
  /** With `isQuestion`, an answer that is merely similar is not chosen. */
  | { kind: 'text'; text: string; isQuestion: boolean };

/** The result of a dialog that accepted its input as an answer. */
export const ANSWERED: DialogTurnResult<boolean> = { status: DialogTurnStatus.waiting, result: true };

/** One message of a person and its effects: dialogs read, change and answer through the turn. */
export class Turn {
  readonly context: TurnContext;
  readonly content: Content;
  readonly incoming: IncomingMessage;
  /** The typed words. */
  readonly message: MessageText;
  readonly scope: ConversationScope;
  readonly state: ConversationState;
  /** The person's ticket, and the turn's changes to it. */
  readonly tickets: TurnTickets;
  /** The absence after which a person is welcomed back, in milliseconds. */
  readonly welcomeBackMs: number;
  /** The days for which a conversation is kept after its last message. */
  readonly retentionDays: number;
  /** Counts the messages that the channel keeps; 0 where it keeps none. */
  readonly countMessages: () => Promise<number>;
  /** Values that may be shown once but are never stored, such as a phone number. */
  readonly shownOnly: string[] = [];
  /** Rows that are committed together with the state. */
  readonly rows: { key: string; value: unknown }[] = [];
  /** The cards that the turn has shown. */
  readonly cards: Card[] = [];
  /** What the next cards answer, and how the answer begins. */
  readonly #told: { about: AnsweredTopic; beginning: string; place: number }[] = [];
  #spoken: { texts: Texts; say: Say } | undefined;
  #writtenIn: string | undefined;
  readonly #find: FindSensitive;
  readonly #stepBefore: Position | undefined;
  readonly #counts: Count[] = [];
  readonly #pressedTitle: string;
  /** True where the typed words are the title of a button, which presses it. */
  readonly isTitle: boolean;
  #erasure: Erasure | undefined;
  #dc: DialogContext | undefined;
  #input: DialogInput | undefined;
  #notices: Notice[] = [];

  constructor(parts: TurnParts) {
    const { context, content, scope, state, tickets, welcomeBackMs, retentionDays, countMessages } = parts;
    this.context = context;
    this.content = content;
    this.incoming = parseIncoming(context.activity);
    this.scope = scope;
    this.state = state;
    this.#followClient();
    this.tickets = tickets;
    this.welcomeBackMs = welcomeBackMs;
    this.retentionDays = retentionDays;
    this.countMessages = countMessages;
    this.#find = sensitiveFinder(content);
    this.#stepBefore = stepOn(state.progress);
    const text = this.incoming.kind === 'text' ? this.incoming.text : '';
    this.message = new MessageText(text, this.#find, pendingSecretIn(text, state, secretFollower(content)));
    this.isTitle = isTitleIn(text, state);
    this.#pressedTitle = this.incoming.kind === 'submit' ? titleOf(this.incoming, state) : '';
  }

  /** The texts of the language that is spoken with the person. */
  get texts(): Texts {
    return this.#inLanguage.texts;
  }

  /** Fills a text of the content pack. */
  get say(): Say {
    return this.#inLanguage.say;
  }

  get #inLanguage(): { texts: Texts; say: Say } {
    this.#spoken ??= this.#textsIn(this.state.language?.code ?? DEFAULT_LANGUAGE);
    return this.#spoken;
  }

  #textsIn(code: string): { texts: Texts; say: Say } {
    const texts = textsOf(this.content, code);
    return { texts, say: sayFor(texts.network, texts.language) };
  }

  /** Returns what is said in another language, for somebody else who reads it. */
  inLanguage<Said>(code: string, said: () => Said): Said {
    const spoken = this.#inLanguage;
    this.#spoken = this.#textsIn(code);
    try {
      return said();
    } finally {
      this.#spoken = spoken;
    }
  }

  /** The language of the typed words: the one that is spoken, unless they are clearly in another one. */
  get writtenIn(): string {
    return this.#writtenIn ?? this.texts.language;
  }

  set writtenIn(code: string) {
    this.#writtenIn = code;
  }

  /** Speaks another language from now on. */
  speak(code: string, source: SpokenLanguage['source']): void {
    const { language } = this.state;
    const messages = language?.code === code ? language.messages : 0;
    this.state.language = { code, source, messages };
    this.#spoken = undefined;
  }

  /** Takes over the language of the browser or of Teams, unless the person has asked for one or written in one. */
  #followClient(): void {
    const { locale } = this.context.activity;
    const { language } = this.state;
    if (!locale || (language && language.source !== 'client')) return;
    const code = languageIn(this.content, locale);
    if (code !== undefined && code !== language?.code) this.speak(code, 'client');
  }

  /** True while typed words go to a person of the helpdesk. */
  get isWithHelpdesk(): boolean {
    return this.state.withHelpdesk === true && this.tickets.ticket?.state === 'taken';
  }

  /** The dialog context, whose stack is part of the state. */
  get dc(): DialogContext {
    if (!this.#dc) throw new Error('the dialogs of this turn were not opened');
    return this.#dc;
  }

  /** Creates the dialog context from the stack in the state. */
  async openDialogs(dialogs: DialogSet): Promise<void> {
    const { turnState } = this.context;
    if (memoryConfiguration) turnState.set(MEMORY_CONFIGURATION, memoryConfiguration);
    this.#dc = await dialogs.createContext(this.context);
    memoryConfiguration = turnState.get(MEMORY_CONFIGURATION);
  }

  /** The input for the active dialog. */
  get input(): DialogInput {
    if (!this.#input) throw new Error('no input: the dialog was not continued by the turn');
    return this.#input;
  }

  /** Offers an input to the active dialog; true where the dialog accepts it as an answer. */
  async continueDialog(input: DialogInput): Promise<boolean> {
    this.#input = input;
    const { result } = await this.dc.continueDialog();
    return result === true;
  }

  /** The conversation reference by which the channel finds this chat again. */
  get address(): Record<string, unknown> {
    return { ...TurnContext.getConversationReference(this.context.activity) };
  }

  /** The turn's two entries, without secrets and patient data: the person's words or button, and the assistant's cards. */
  get transcript(): TranscriptEntry[] {
    const { stoodHere } = this.texts.messages.removed.phone;
    const told = this.#told;
    const shown = this.cards.flatMap(({ summary }, at) => [
      summary,
      ...told.filter(({ place }) => place === at).map(({ beginning }) => `– ${beginning}`),
    ]);
    const about = told.map((each) => each.about);
    return [
      this.incoming.kind === 'text'
        ? { by: 'person', text: this.textToKeep, ...(this.isTitle && { isPressed: true }) }
        : { by: 'person', text: this.#pressedTitle, isPressed: true },
      {
        by: 'assistant',
        text: redactShownOnly(shown.join(' '), this.shownOnly, stoodHere),
        ...(about.length > 0 && { about }),
      },
    ];
  }

  /** Records for the transcript what the next card answers, and how the answer begins: its summary is only a title. */
  tell(about: AnsweredTopic, beginning: string): void {
    this.#told.push({ about, beginning, place: this.cards.length });
  }

  /** The typed words as they may be stored for the editors. */
  get textToKeep(): string {
    return this.message.toKeep(this.#replacementFor);
  }

  /** Returns a text without secrets and patient data, with a note in the place of each; one kind may stay where it is asked for. */
  redact(text: string, asked?: SensitiveKind): string {
    // The activity may have spaces around the words.
    if (text.trim() === this.message.text)
      return text.replace(this.message.text, () => this.message.redacted(this.#replacementFor));
    const findings = this.#find(text).filter(({ kind }) => kind !== asked);
    return replaceFindings(text, findings, this.#replacementFor);
  }

  readonly #replacementFor = (kind: SensitiveKind): string => this.texts.messages.removed[kind].stoodHere;

  /** Has everything that is kept about the person erased by this turn, which is not kept either. */
  erase(erasure: Erasure): void {
    this.#erasure = erasure;
  }

  /** The erasure that the person has confirmed in this turn. */
  get erasure(): Erasure | undefined {
    return this.#erasure;
  }

  /** Records feedback for the editors, in the turn's commit. */
  recordFeedback(feedback: Pick<Feedback, 'kind' | 'intent' | 'text'>): void {
    this.rows.push(
      feedbackRow({ ...feedback, language: this.writtenIn, position: this.state.progress.position }),
    );
  }

  /** Counts an event, once the turn is committed. */
  count(what: Counted, of = ''): void {
    this.#counts.push({ what, of });
  }

  /** The counts of this turn, with the step that the person left and the one they came to. */
  get counts(): readonly Count[] {
    return [
      ...this.#counts,
      ...countsOfStepChange(this.#stepBefore, stepOn(this.state.progress), this.#counts),
    ];
  }

  /** Adds a notice to the top of the next card. */
  notice(sentence: string): void {
    this.#notices.push({ tone: 'good', sentence });
  }

  /** Adds a notice whose bold words are to be copied. */
  noticeToCopy(sentence: string): void {
    this.#notices.push({ tone: 'good', sentence, isToCopy: true });
  }

  /** Adds a warning to the top of the next card. */
  warn(sentence: string): void {
    this.#notices.push({ tone: 'warning', sentence });
  }

  /** True where notices wait for the next card. */
  get hasNotices(): boolean {
    return this.#notices.length > 0;
  }

  /** Returns the notices for a card and forgets them, so that each is shown once. */
  takeNotices(): Notice[] {
    const notices = this.#notices;
    this.#notices = [];
    return notices;
  }

  /** Sends a card; `position` names the step that it shows, for the progress panel. */
  async reply(card: Card, position?: GuidePosition): Promise<void> {
    rememberCard(this.state, card, this.cards.length > 0);
    this.cards.push(card);
    const talkingTo: TalkingTo = { type: 'talkingTo', helpdesk: this.isWithHelpdesk };
    await this.context.sendActivity({
      type: ActivityTypes.Message,
      locale: this.texts.language,
      attachments: [CardFactory.adaptiveCard(card.content)],
      summary: card.summary,
      speak: card.summary,
      inputHint: 'acceptingInput',
      entities: [talkingTo, ...(position ? [position] : []), ...(this.state.toldLast ? [ABOUT_TICKET] : [])],
    });
  }
}

interface TurnParts {
  context: TurnContext;
  content: Content;
  scope: ConversationScope;
  state: ConversationState;
  tickets: TurnTickets;
  welcomeBackMs: number;
  retentionDays: number;
  countMessages: () => Promise<number>;
}

/** Returns the kind of secret that a whole text is, where the message before announced one; a button's title is none. */
function pendingSecretIn(
  text: string,
  state: ConversationState,
  { kindOf }: FollowSecrets,
): SensitiveKind | undefined {
  return isTitleIn(text, state) ? undefined : kindOf(text, state.pendingSecret);
}

function isTitleIn(text: string, { lastCard }: ConversationState): boolean {
  return lastCard?.buttons.some(({ title }) => title === text) ?? false;
}

/** Returns the title of a pressed button, without the words in its form. */
function titleOf(
  { card, action }: Extract<IncomingMessage, { kind: 'submit' }>,
  { lastCard }: ConversationState,
): string {
  return pressedButton(lastCard?.buttons.filter((button) => button.card === card) ?? [], action)?.title ?? '';
}

/** Attaches the turn to its context, which is all that the SDK passes to dialogs. */
export function setTurn(turn: Turn): void {
  turn.context.turnState.set(TURN, turn);
}

/** Returns the turn of a context. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('no turn: dialogs run only inside a transaction');
  return turn;
}

/** The accessor by which the SDK reads and writes the dialog stack in the person's state. */
export const dialogState: StatePropertyAccessor<DialogState> = {
  get: async (context: TurnContext) => turnOf(context).state.dialogs,
  set: async (context: TurnContext, value: DialogState) => {
    turnOf(context).state.dialogs = value;
  },
  delete: async (context: TurnContext) => {
    turnOf(context).state.dialogs = { dialogStack: [] };
  },
};
