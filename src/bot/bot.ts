import type { TurnContext } from 'botbuilder-core';
import { noFilesNotice } from '../../dialogs/hand-over/files.ts';
import { typedAddress } from '../../dialogs/hand-over/hand-over.ts';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import type { Press } from '../conversation/incoming-message.ts';
import { MAX_TEXT_LENGTH } from '../conversation/input-limits.ts';
import { forgetOldTopic } from '../conversation/topic.ts';
import type { TurnLogic } from '../conversation/transaction.ts';
import { type Turn, turnOf } from '../conversation/turn.ts';
import { secretFollower } from '../redaction/pending-secret.ts';
import type { TicketEvent } from '../tickets/outbox/chat-handler.ts';
import { languageDetector } from '../understanding/languages/detect-language.ts';
import { languageWishFinder } from '../understanding/languages/language-names.ts';
import type { Understand } from '../understanding/understand.ts';
import { adaptToContent } from './adapt-to-content.ts';
import { arrival } from './arrival.ts';
import { button } from './button.ts';
import { changedMind } from './changed-mind.ts';
import { commands } from './commands.ts';
import type { Decider, Decision } from './decider.ts';
import { deepLink } from './deep-link.ts';
import { foreignWords } from './languages/foreign-words.ts';
import { detectIn, followWords, language } from './languages/language.ts';
import { liveChat } from './live-chat.ts';
import { findersFor, Meaning } from './meaning.ts';
import { namedPlace } from './named-place.ts';
import { question } from './question.ts';
import { reply } from './reply.ts';
import { stepAnswer } from './step-answer.ts';
import { ticketEnd } from './ticket-end.ts';
import { showEvent } from './ticket-events.ts';

/** The deciders in their order: the first that takes a message handles it. */
export const DECIDERS: readonly Decider[] = [
  liveChat,
  adaptToContent,
  button,
  language,
  deepLink,
  ticketEnd,
  reply,
  commands,
  changedMind,
  namedPlace,
  stepAnswer,
  foreignWords,
  question,
  arrival,
];

/** Makes the bot, which offers each message to the deciders and deactivates the cards that it made obsolete. */
export function botFor(content: Content, understand: Understand): TurnLogic {
  const findLanguage = languageWishFinder([...content.languages.values()]);
  const findersOf = (code: string) => findersFor(textsOf(content, code), findLanguage);
  // Those of the other languages are made once somebody speaks them.
  const finders = new Map([[DEFAULT_LANGUAGE, findersOf(DEFAULT_LANGUAGE)]]);
  const secrets = secretFollower(content);
  const detect = languageDetector(content);
  return async (context) => {
    const turn = turnOf(context);
    const { incoming, state } = turn;
    if (incoming.kind === 'seen') {
      state.lastSeen = Date.now();
      return undefined;
    }
    if (incoming.kind === 'text') state.pendingSecret = secrets.after(incoming.text, state.pendingSecret);
    else delete state.pendingSecret;
    if (incoming.kind === 'nothing') return undefined;
    if (incoming.kind === 'joined') state.lasts = incoming.lasts;
    forgetOldTopic(turn);
    if (typedAddress(turn)) turn.message.keepAddresses();
    const press = await deactivateCards(turn, async () => {
      const found = detectIn(turn, detect, findLanguage);
      await followWords(turn, found);
      if (incoming.kind === 'text') warnOfLosses(turn, incoming.hasFile);
      if (incoming.kind === 'tooLong') warnOfLength(turn, incoming.length);
      const own = finders.get(turn.writtenIn) ?? findersOf(turn.writtenIn);
      finders.set(turn.writtenIn, own);
      return decide(turn, new Meaning(turn, own, understand, { isForeign: found?.isForeign ?? false }));
    });
    if (incoming.kind !== 'joined') delete state.toldLast;
    state.lastSeen = Date.now();
    return press;
  };
}

/** Shows an event of a person's ticket, in a turn that they did not begin. */
export async function showTicketEvent(context: TurnContext, event: TicketEvent): Promise<void> {
  const turn = turnOf(context);
  await deactivateCards(turn, () => showEvent(turn, event));
}

/** Warns that a file is not taken, and which kinds of secrets and patient data in the words are not kept. */
function warnOfLosses(turn: Turn, hasFile: boolean): void {
  const { messages, language } = turn.texts;
  if (hasFile) turn.warn(noFilesNotice(turn));
  const kinds = new Set(turn.message.findings.map(({ kind }) => kind));
  if (kinds.size === 0) return;
  const names = [...kinds].map((kind) => turn.say(messages.removed[kind].name));
  const what = new Intl.ListFormat(language).format(names);
  turn.warn(turn.say(messages.notices.leftOut, { what }));
  if (turn.scope.keepsMessages) turn.warn(turn.say(messages.notices.stillInChat));
}

/** Says that a text was too long and that nothing of it was read. */
function warnOfLength(turn: Turn, length: number): void {
  turn.warn(turn.say(turn.texts.messages.notices.tooLong, { length, limit: MAX_TEXT_LENGTH }));
}

async function decide(turn: Turn, meaning: Meaning): Promise<Decision> {
  for (const decider of DECIDERS) {
    const decision = await decider(turn, meaning);
    if (decision) return decision;
  }
  throw new Error('no decider took the message');
}

/**
 * Runs a decision and deactivates the cards that it names. Returns the press that was acted on, if its card is no longer
 * active.
 */
async function deactivateCards(turn: Turn, run: () => Promise<Decision>): Promise<Press | undefined> {
  const { activeCards: earlier, topic } = turn.state;
  const { deactivate, press } = await run();
  // Who has moved on speaks of something else.
  if (deactivate === 'earlier' && turn.state.topic === topic) delete turn.state.topic;
  const ended = new Set({ earlier, pressed: press ? [press.card] : [], none: [] }[deactivate]);
  turn.state.activeCards = turn.state.activeCards.filter((card) => !ended.has(card));
  return press && !turn.state.activeCards.includes(press.card) ? press : undefined;
}
