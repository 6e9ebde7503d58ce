import type { StatePropertyAccessor, TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogState } from 'botbuilder-dialogs';
import { isForHelpdesk, obey } from '../dialogs/commands.ts';
import { showWhereTheyAre } from '../dialogs/enter.ts';
import { tell } from '../dialogs/from-helpdesk.ts';
import { dialogsFor } from '../dialogs/index.ts';
import { sayWhatIsLeftOut } from '../dialogs/left-out.ts';
import { followLink, goToNamedStep, opensStep } from '../dialogs/named-step.ts';
import { perform } from '../dialogs/perform.ts';
import { hearQuestion } from '../dialogs/question.ts';
import { settle } from '../dialogs/settle.ts';
import { showNotYours, showWelcome, showWelcomeBack } from '../dialogs/welcome.ts';
import { hearForHelpdesk, hearTooLate, leaveHelpdesk } from '../dialogs/with-helpdesk.ts';
import type { Content } from './content/content.ts';
import { plain } from './guide/pick.ts';
import { keyOf } from './guide/position.ts';
import type { TicketEvent } from './helpdesk/chat-courier.ts';
import { cutOffFinder } from './turn/sensitive/cut-off.ts';
import type { Act } from './turn/submit.ts';
import { isWithHelpdesk } from './turn/talking-to.ts';
import { type Turn, turnOf } from './turn/turn.ts';
import { commandFinder } from './understanding/commands.ts';
import type { Understand } from './understanding/understand.ts';

/**
 * Decides what a message is, in this order: a button of a card → the name of such a button → a command → an answer to
 * the current step → a question → not understood, which is said.
 */
export function botFor(content: Content, understand: Understand): (context: TurnContext) => Promise<void> {
  const dialogs = dialogsFor(content, dialogState);
  const finders = new Map(
    [...content.languages].map(([name, texts]) => [name, commandFinder(texts.commands)]),
  );
  const cutOff = cutOffFinder(content.sensitive);
  return async (context) => {
    const turn = turnOf(context);
    turn.talk.awaits = turn.said.kind === 'text' ? cutOff(turn.text) : undefined;
    const dc = await dialogs.createContext(context);
    if (turn.said.kind === 'nothing') return;
    if (turn.said.kind !== 'joined') delete turn.talk.toldLast;
    const commandIn = finders.get(turn.texts.language);
    const { said } = turn;
    if (said.kind === 'text' && said.hasFile) turn.warn(turn.say(turn.texts.messages.notices.noFiles));
    if (turn.talk.withHelpdesk && (await hearWithHelpdesk(turn, dc, commandIn))) return;
    if (await settle(turn, dc)) return;
    switch (said.kind) {
      case 'joined':
        return said.step === undefined ? greet(turn) : arrive(turn, dc, said.step);
      case 'file':
        turn.warn(turn.say(turn.texts.messages.notices.noFiles));
        return showWhereTheyAre(turn, dc);
      case 'called':
        return showWhereTheyAre(turn, dc);
      case 'badSubmit':
        return stale(turn, dc);
      case 'submit':
        return turn.talk.live.includes(said.card) ? press(turn, dc, said.act, said.card) : stale(turn, dc);
      case 'text':
        return hear(turn, dc, commandIn, understand);
    }
  };
}

/** Tells a person, in a turn that they did not begin, what has become of their ticket. */
export function tellerFor(content: Content): (context: TurnContext, event: TicketEvent) => Promise<void> {
  const dialogs = dialogsFor(content, dialogState);
  return async (context, event) => tell(turnOf(context), await dialogs.createContext(context), event);
}

/** The dialog stack lives in the person's own record, which the turn guard reads and keeps. */
const dialogState: StatePropertyAccessor<DialogState> = {
  get: async (context: TurnContext) => turnOf(context).talk.dialogs,
  set: async (context: TurnContext, value: DialogState) => {
    turnOf(context).talk.dialogs = value;
  },
  delete: async (context: TurnContext) => {
    turnOf(context).talk.dialogs = { dialogStack: [] };
  },
};

/** Buttons that only tell something: of the cards that were there before, only their own no longer counts. */
const TELLING = new Set<Act['action']>(['ask', 'human', 'rate', 'ticket']);

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
  const { talk } = turn;
  if (!talk.welcomed) {
    talk.welcomed = true;
    return showWelcome(turn);
  }
  if (!talk.progress.position) return;
  // What the helpdesk wrote meanwhile is not pushed out of sight by a greeting.
  const isSaid = talk.toldLast || talk.lastCard?.kind === 'welcome-back';
  if (turn.hasNotices || !isSaid) return showWelcomeBack(turn);
}

async function arrive(turn: Turn, dc: DialogContext, step: string): Promise<void> {
  const before = turn.talk.live;
  await followLink(turn, dc, step);
  retire(turn, before);
}

async function press(turn: Turn, dc: DialogContext, act: Act, card: string): Promise<void> {
  const before = turn.talk.live;
  turn.act = act;
  turn.pressed = card;
  if (!TELLING.has(act.action) && !isAboutQuestions(act)) turn.talk.misses = 0;
  await perform(turn, dc, act);
  if (act.action === 'rate' || isAnswered(turn, act)) return;
  retire(turn, TELLING.has(act.action) ? [card] : before);
}

function isAboutQuestions(act: Act): boolean {
  return act.action === 'choose' && (act.what === 'question' || act.what === 'none-of-these');
}

/** A question pressed below an answer is answered; what else stands on that card still counts. */
function isAnswered(turn: Turn, act: Act): boolean {
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
  const before = turn.talk.live;
  sayWhatIsLeftOut(turn);
  const button = turn.talk.lastCard?.buttons.find(({ title }) => isNamed(title, turn.text));
  if (button) return press(turn, dc, button.act, button.card);
  if (await goToNamedStep(turn, dc)) return retire(turn, before);
  const text = turn.textToUnderstand;
  const found = plain(turn.text) === '' ? (turn.text.includes('?') ? 'help' : 'thanks') : commandIn?.(text);
  const command = isForHelpdesk(dc, found) ? undefined : found;
  const obeyed = command ? await obey(turn, dc, command) : 'meaningless';
  if (obeyed !== 'meaningless') turn.talk.misses = 0;
  if (obeyed === 'moved') return retire(turn, before);
  if (obeyed === 'told') return;
  const { position } = turn.talk.progress;
  const match = understand(text, turn.texts.language, position && keyOf(position));
  turn.asks = match.outcome === 'answer';
  // A bare yes or no is no country code, though it may look like one.
  if (!command) await dc.continueDialog();
  if (turn.answered) {
    turn.talk.misses = 0;
    return retire(turn, before);
  }
  if ((await hearQuestion(turn, dc, match)) === 'moved') retire(turn, before);
}

/** "Skip?" is a question about a button, not its press. */
function isNamed(title: string, typed: string): boolean {
  return plain(title) === plain(typed) && (title.includes('?') || !typed.includes('?'));
}

async function stale(turn: Turn, dc: DialogContext): Promise<void> {
  if (turn.room.isShared) return showNotYours(turn);
  turn.warn(turn.say(turn.texts.messages.notices.stale));
  turn.inShort = true;
  await showWhereTheyAre(turn, dc);
}

/** Once a message has moved the talk on, the buttons of the cards before it no longer count. */
function retire(turn: Turn, before: readonly string[]): void {
  turn.talk.live = turn.talk.live.filter((card) => !before.includes(card));
}
