import type { StatePropertyAccessor, TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogState } from 'botbuilder-dialogs';
import type { CardAction } from '../../cards/action.ts';
import { dialogsFor } from '../../dialogs/index.ts';
import { showCurrentStep } from '../../dialogs/show-current-step.ts';
import { warnRedacted } from '../../dialogs/warn-redacted.ts';
import { showNotYours, showWelcome, showWelcomeBack } from '../../dialogs/welcome.ts';
import type { Content } from '../content/content.ts';
import { isWithHelpdesk } from '../conversation/talking-to.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import { keyOf } from '../guide/position.ts';
import { pendingSecretFinder } from '../redaction/pending-secret.ts';
import type { TicketEvent } from '../tickets/outbox/chat-handler.ts';
import { commandFinder } from '../understanding/commands.ts';
import { normalizeText } from '../understanding/match-name.ts';
import type { Understand } from '../understanding/understand.ts';
import { runAction } from './actions.ts';
import { adaptToContent } from './adapt-to-content.ts';
import { isForHelpdesk, runCommand } from './commands.ts';
import { followLink, goToNamedStep, opensStep } from './deep-link.ts';
import { hearForHelpdesk, hearTooLate, leaveHelpdesk } from './live-chat.ts';
import { hearQuestion } from './question.ts';
import { showTicketEvent } from './ticket-events.ts';

/**
 * Decides what a message is, in this order: a button of a card → the name of such a button → a command → an answer to
 * the current step → a question → not understood, which is incoming.
 */
export function botFor(content: Content, understand: Understand): (context: TurnContext) => Promise<void> {
  const dialogs = dialogsFor(content, dialogState);
  const finders = new Map(
    [...content.languages].map(([name, texts]) => [name, commandFinder(texts.commands)]),
  );
  const cutOff = pendingSecretFinder(content.sensitive);
  return async (context) => {
    const turn = turnOf(context);
    turn.state.pendingSecret = turn.incoming.kind === 'text' ? cutOff(turn.text) : undefined;
    const dc = await dialogs.createContext(context);
    if (turn.incoming.kind === 'nothing') return;
    if (turn.incoming.kind !== 'joined') delete turn.state.toldLast;
    const commandIn = finders.get(turn.texts.language);
    const { incoming } = turn;
    if (incoming.kind === 'text' && incoming.hasFile)
      turn.warn(turn.say(turn.texts.messages.notices.noFiles));
    if (turn.state.withHelpdesk && (await hearWithHelpdesk(turn, dc, commandIn))) return;
    if (await adaptToContent(turn, dc)) return;
    switch (incoming.kind) {
      case 'joined':
        return incoming.step === undefined ? greet(turn) : arrive(turn, dc, incoming.step);
      case 'file':
        turn.warn(turn.say(turn.texts.messages.notices.noFiles));
        return showCurrentStep(turn, dc);
      case 'called':
        return showCurrentStep(turn, dc);
      case 'badSubmit':
        return stale(turn, dc);
      case 'submit':
        return turn.state.activeCards.includes(incoming.card)
          ? press(turn, dc, incoming.action, incoming.card)
          : stale(turn, dc);
      case 'text':
        return hear(turn, dc, commandIn, understand);
    }
  };
}

/** Tells a person, in a turn that they did not begin, what has become of their ticket. */
export function ticketEventsFor(
  content: Content,
): (context: TurnContext, event: TicketEvent) => Promise<void> {
  const dialogs = dialogsFor(content, dialogState);
  return async (context, event) =>
    showTicketEvent(turnOf(context), await dialogs.createContext(context), event);
}

/** The dialog stack lives in the person's own record, which the turn guard reads and keeps. */
const dialogState: StatePropertyAccessor<DialogState> = {
  get: async (context: TurnContext) => turnOf(context).state.dialogs,
  set: async (context: TurnContext, value: DialogState) => {
    turnOf(context).state.dialogs = value;
  },
  delete: async (context: TurnContext) => {
    turnOf(context).state.dialogs = { dialogStack: [] };
  },
};

/** Buttons that only tell something: of the cards that were there before, only their own no longer counts. */
const TELLING = new Set<CardAction['action']>(['ask', 'human', 'rate', 'ticket']);

/** Hears what is said while a person of the helpdesk has the conversation, or just had it; false where it is for the assistant. */
async function hearWithHelpdesk(
  turn: Turn,
  dc: DialogContext,
  commandIn: ReturnType<typeof commandFinder> | undefined,
): Promise<boolean> {
  // A link to a step is asked of the assistant, most likely one that the helpdesk has sent.
  if (isWithHelpdesk(turn) && opensStep(turn)) leaveHelpdesk(turn);
  const command = isTheWayBack(turn) ? 'assistant' : commandIn?.(turn.text);
  if (!isWithHelpdesk(turn)) return command !== 'assistant' && hearTooLate(turn, dc);
  await hearForHelpdesk(turn, dc, command);
  return true;
}

/** The name of the one button that counts while a person of the helpdesk has the conversation. */
function isTheWayBack(turn: Turn): boolean {
  return isNamed(turn.texts.messages.buttons.backToAssistant, turn.text);
}

async function greet(turn: Turn): Promise<void> {
  const { state } = turn;
  if (!state.welcomed) {
    state.welcomed = true;
    return showWelcome(turn);
  }
  if (!state.progress.position) return;
  // What the helpdesk wrote meanwhile is not pushed out of sight by a greeting.
  const isSaid = state.toldLast || state.lastCard?.kind === 'welcome-back';
  if (turn.hasNotices || !isSaid) return showWelcomeBack(turn);
}

async function arrive(turn: Turn, dc: DialogContext, step: string): Promise<void> {
  const before = turn.state.activeCards;
  await followLink(turn, dc, step);
  retire(turn, before);
}

async function press(turn: Turn, dc: DialogContext, act: CardAction, card: string): Promise<void> {
  const before = turn.state.activeCards;
  turn.act = act;
  turn.pressed = card;
  if (!TELLING.has(act.action) && !isAboutQuestions(act)) turn.state.misses = 0;
  await runAction(turn, dc, act);
  if (act.action === 'rate' || isAnswered(turn, act)) return;
  retire(turn, TELLING.has(act.action) ? [card] : before);
}

function isAboutQuestions(act: CardAction): boolean {
  return act.action === 'choose' && (act.what === 'question' || act.what === 'none-of-these');
}

/** A question pressed below an answer is answered; what else stands on that card still counts. */
function isAnswered(turn: Turn, act: CardAction): boolean {
  return (
    act.action === 'choose' &&
    act.what === 'question' &&
    Object.hasOwn(turn.texts.questions, act.value) &&
    turn.texts.questions[act.value]?.answer !== undefined
  );
}

async function hear(
  turn: Turn,
  dc: DialogContext,
  commandIn: ReturnType<typeof commandFinder> | undefined,
  understand: Understand,
): Promise<void> {
  const before = turn.state.activeCards;
  warnRedacted(turn);
  const button = turn.state.lastCard?.buttons.find(({ title }) => isNamed(title, turn.text));
  if (button) return press(turn, dc, button.data, button.card);
  if (await goToNamedStep(turn, dc)) return retire(turn, before);
  const text = turn.textToUnderstand;
  const found =
    normalizeText(turn.text) === '' ? (turn.text.includes('?') ? 'help' : 'thanks') : commandIn?.(text);
  const command = isForHelpdesk(dc, found) ? undefined : found;
  const obeyed = command ? await runCommand(turn, dc, command) : 'meaningless';
  if (obeyed !== 'meaningless') turn.state.misses = 0;
  if (obeyed === 'moved') return retire(turn, before);
  if (obeyed === 'told') return;
  const { position } = turn.state.progress;
  const match = understand(text, turn.texts.language, position && keyOf(position));
  turn.asks = match.outcome === 'answer';
  // A bare yes or no is no country code, though it may look like one.
  if (!command) await dc.continueDialog();
  if (turn.answered) {
    turn.state.misses = 0;
    return retire(turn, before);
  }
  if ((await hearQuestion(turn, dc, match)) === 'moved') retire(turn, before);
}

/** "Skip?" is a question about a button, not its press. */
function isNamed(title: string, typed: string): boolean {
  return normalizeText(title) === normalizeText(typed) && (title.includes('?') || !typed.includes('?'));
}

async function stale(turn: Turn, dc: DialogContext): Promise<void> {
  if (turn.scope.isShared) return showNotYours(turn);
  turn.warn(turn.say(turn.texts.messages.notices.stale));
  turn.inShort = true;
  await showCurrentStep(turn, dc);
}

/** Once a message has moved the talk on, the buttons of the cards before it no longer count. */
function retire(turn: Turn, before: readonly string[]): void {
  turn.state.activeCards = turn.state.activeCards.filter((card) => !before.includes(card));
}
