import { type Activity, ActivityTypes, CardFactory, TurnContext } from 'botbuilder-core';
import type { CardAction } from '../../cards/action.ts';
import type { Card, Notice } from '../../cards/card.ts';
import type { Count, Counted } from '../analytics/count.ts';
import { countsOfStepChange } from '../analytics/step-change.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts, textsOf } from '../content/content.ts';
import { formatMessage, type MessageValues } from '../content/format-message.ts';
import type { SensitiveKind } from '../content/schema/sensitive-words.ts';
import type { GuidePosition } from '../guide/overview.ts';
import type { Position } from '../guide/position.ts';
import { stepOn } from '../guide/progress.ts';
import type { Finding } from '../redaction/detector.ts';
import { replaceFindings, sensitiveFinder } from '../redaction/find-sensitive.ts';
import { mayBePendingSecret } from '../redaction/pending-secret.ts';
import type { Exchange } from './exchanges.ts';
import { type IncomingMessage, parseIncoming } from './incoming-message.ts';
import { pressedButton } from './pressed-button.ts';
import { withoutShownOnly } from './redact-activity.ts';
import { type ConversationScope, scopeOf } from './scope.ts';
import { type ConversationState, rememberCard } from './state.ts';
import { isWithHelpdesk, type TalkingTo } from './talking-to.ts';
import type { TurnTickets } from './turn-tickets.ts';

/** A question is short; of a long mail its beginning is enough for the editors. In characters. */
const LONGEST_KEPT = 2000;

const TURN = Symbol('turn');

/** One message of a person and what comes of it: what dialogs read, change and answer through. */
export class Turn {
  readonly content: Content;
  readonly texts: Texts;
  readonly incoming: IncomingMessage;
  readonly scope: ConversationScope;
  readonly state: ConversationState;
  /** The person's ticket, and what the turn does to it. */
  readonly tickets: TurnTickets;
  /** Values that may be shown once but are never kept, such as a phone number. */
  readonly shownOnly: string[] = [];
  /** What is kept together with the turn, besides the talk. */
  readonly rows: { key: string; value: unknown }[] = [];
  /** What a button press or its typed name asks for. */
  act: CardAction | undefined;
  /** The card whose button was pressed or named. */
  pressed: string | undefined;
  /** Set by the dialog that took the message for an answer. */
  answered = false;
  /** Set where the text is clearly a question or a wish: then it is no answer that only may be meant. */
  asks = false;
  /** Set where the message was not understood: the step then offers the helpdesk as well. */
  offerHelpdesk = false;
  /** Set where something else was asked: the step is then offered again in short. */
  inShort = false;
  readonly #context: TurnContext;
  /** What the message before this one was cut off before. */
  readonly #awaited: SensitiveKind | undefined;
  readonly #isButton: boolean;
  readonly #cameFrom: Position | undefined;
  readonly #counts: Count[] = [];
  #found: Finding[] | undefined;
  readonly #saidInWords: string;
  #notices: Notice[] = [];
  readonly #summaries: string[] = [];

  constructor(context: TurnContext, content: Content, talk: ConversationState, tickets: TurnTickets) {
    this.#context = context;
    this.content = content;
    this.texts = textsOf(content, DEFAULT_LANGUAGE);
    this.incoming = parseIncoming(context.activity);
    this.scope = scopeOf(context);
    this.state = talk;
    this.tickets = tickets;
    this.#cameFrom = stepOn(talk.progress);
    this.#awaited = talk.pendingSecret;
    this.#isButton = talk.lastCard?.buttons.some(({ title }) => title === this.text) ?? false;
    this.#saidInWords = this.incoming.kind === 'submit' ? titleOf(this.incoming, talk) : '';
  }

  /** By which the channel finds this chat again. */
  get address(): Record<string, unknown> {
    return { ...TurnContext.getConversationReference(this.#context.activity) };
  }

  /** What was said in this turn, without secrets and patient data: the title of a button, or what was typed. */
  get exchanges(): Exchange[] {
    const { stoodHere } = this.texts.messages.removed.phone;
    const person = this.incoming.kind === 'text' ? this.textToKeep : this.#saidInWords;
    const assistant = withoutShownOnly(this.#summaries.join(' '), this.shownOnly, stoodHere);
    return [
      { by: 'person', text: person },
      { by: 'assistant', text: assistant },
    ];
  }

  /** The text that was typed; empty where a button was pressed. */
  get text(): string {
    return this.incoming.kind === 'text' ? this.incoming.text : '';
  }

  /** The typed text without its secrets: what it means does not hang on them. */
  get textToUnderstand(): string {
    return replaceFindings(this.text, this.findSensitive(this.text), () => ' ').trim();
  }

  /** The typed text as the editors may see it. */
  get textToKeep(): string {
    return this.redact(this.text).slice(0, LONGEST_KEPT);
  }

  /** Whether nothing is left of the typed text without its secrets. */
  get isOnlySensitive(): boolean {
    return this.findSensitive(this.text).length > 0 && !/[\p{L}\p{N}]/u.test(this.textToUnderstand);
  }

  /** The secrets and patient data in a text; what was found in the message itself is looked for once. */
  findSensitive(text: string): Finding[] {
    if (text !== this.text) return sensitiveFinder(this.content)(text);
    this.#found ??= this.#rest ?? sensitiveFinder(this.content)(text);
    return this.#found;
  }

  /** The whole message, where it is the secret that the one before it was cut off from. */
  get #rest(): Finding[] | undefined {
    if (this.#awaited === undefined || this.#isButton || !mayBePendingSecret(this.text)) return undefined;
    return [{ kind: this.#awaited, start: 0, end: this.text.length }];
  }

  /** A text without secrets and patient data, with words in their place that say what stood there. */
  redact(text: string): string {
    const { removed } = this.texts.messages;
    return replaceFindings(text, this.findSensitive(text), (kind) => removed[kind].stoodHere);
  }

  /** Fills a text of the content pack. */
  say(text: string, values: MessageValues = {}): string {
    const { language, network } = this.texts;
    return formatMessage(
      text,
      { network: network.shortName, networkName: network.name, ...values },
      language,
    );
  }

  /** Counts something, once the turn is kept. */
  count(what: Counted, of = ''): void {
    this.#counts.push({ what, of });
  }

  /** What there is to count of this turn, the steps that were left and come to included. */
  get counts(): readonly Count[] {
    return [
      ...this.#counts,
      ...countsOfStepChange(this.#cameFrom, stepOn(this.state.progress), this.#counts),
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

  /** Sends a card; a card that shows a step says which, for the progress panel. */
  async reply(card: Card, position?: GuidePosition): Promise<void> {
    rememberCard(this.state, card, this.#summaries.length > 0);
    this.#summaries.push(card.summary);
    const talkingTo: TalkingTo = { type: 'talkingTo', helpdesk: isWithHelpdesk(this) };
    const activity: Partial<Activity> = {
      type: ActivityTypes.Message,
      attachments: [CardFactory.adaptiveCard(card.content)],
      summary: card.summary,
      speak: card.summary,
      inputHint: 'acceptingInput',
      entities: position ? [talkingTo, position] : [talkingTo],
    };
    await this.#context.sendActivity(activity);
  }
}

/** The words of a button that was pressed; what was typed into a form beside it is not among them. */
function titleOf(
  { card, action }: Extract<IncomingMessage, { kind: 'submit' }>,
  { lastCard }: ConversationState,
): string {
  return pressedButton(lastCard?.buttons.filter((button) => button.card === card) ?? [], action)?.title ?? '';
}

/** Makes the turn reachable from the dialogs. */
export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}

/** The turn of a message; there is none where the message was handled before. */
export function findTurn(context: TurnContext): Turn | undefined {
  return context.turnState.get(TURN);
}

/** The turn that a dialog is in. */
export function turnOf(context: TurnContext): Turn {
  const turn = findTurn(context);
  if (!turn) throw new Error('no turn: the turn guard must run before the dialogs');
  return turn;
}
