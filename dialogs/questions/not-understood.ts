import { hasAnswer } from '../../src/content/content.ts';
import { questionOnCard, type Topic } from '../../src/conversation/state.ts';
import { rememberTopic } from '../../src/conversation/topic.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { positionOf, stepAt } from '../../src/guide/path.ts';
import { deskOfPhase } from '../hand-over/desk.ts';
import { askForPerson } from '../hand-over/hand-over.ts';
import { deskFor } from '../stuck.ts';
import { showAgain } from './answer.ts';
import { showSuggestions } from './suggestions.ts';

/** Misunderstood messages in a row after which the helpdesk is offered. */
const MOST_MISSES = 2;

/** Declines a question that is known to be out of scope with its group's reply; without one it counts as not understood. */
export async function decline(turn: Turn, outOfScope: string | undefined): Promise<void> {
  const group = outOfScope === undefined ? undefined : turn.texts.outOfScope[outOfScope];
  rememberTopic(turn, { card: '', text: turn.textToKeep, others: [] });
  if (!group || group.isMiss) return miss(turn, turn.textToKeep, { group: outOfScope });
  turn.count('question-declined', outOfScope);
  turn.warn(group.reply.map((line) => turn.say(line)).join(' '));
  await showAgain(turn, { offerHelpdesk: true });
}

/** Records for the editors that a person meant none of the questions on a card. */
export async function noneOfThese(turn: Turn, card: string | undefined): Promise<void> {
  const asked = questionOnCard(turn.state, card, undefined);
  rememberTopic(turn, { card: '', text: asked?.text ?? '', others: [] });
  await miss(turn, asked?.text);
}

/** Asks for a whole sentence, where words such as "neither" have nothing before them to be about; they would tell the editors nothing. */
export async function askForSentence(turn: Turn): Promise<void> {
  await miss(turn, undefined, { reply: turn.say(turn.texts.messages.notices.aboutNothing) });
}

/** Says that an answer is all there is to say about a question; `text` is what the person asked besides. */
export async function sayNothingMore(turn: Turn, intent: string, text: string): Promise<void> {
  const question = turn.say(turn.texts.questions[intent]?.question ?? intent);
  await miss(turn, text, { reply: turn.say(turn.texts.messages.notices.nothingMore, { question }) });
}

/**
 * Records for the editors that an answer was not the right one, or did not help, and leads on: to the questions that may be meant
 * instead, or else to a person of the helpdesk, with the question in the draft.
 */
export async function answerMissed(turn: Turn, { card, text, intent = '', others }: Topic): Promise<void> {
  const { state, texts } = turn;
  const isRated = questionOnCard(state, card, intent) === undefined;
  state.asked = state.asked.filter((one) => one.card !== card);
  if (!isRated) {
    turn.recordFeedback({ kind: 'unhelpful', intent, text: text || null });
    turn.count('rated-unhelpful', intent);
  }
  state.misses += 1;
  const offered = others.filter((id) => hasAnswer(texts.questions[id]));
  const { notices } = texts.messages;
  if (offered.length > 0 && state.misses < MOST_MISSES) {
    turn.warn(turn.say(notices.notHelped));
    return showSuggestions(turn, offered, text);
  }
  state.misses = 0;
  delete state.topic;
  turn.warn(turn.say(notices.notHelpedAgain));
  const question = texts.questions[intent];
  const phase = question?.step === undefined ? undefined : positionOf(question.step).phase;
  const sentence = text || (question ? turn.say(question.question) : '');
  const desk = phase === undefined ? deskFor(turn) : deskOfPhase(turn, phase);
  await askForPerson(turn, desk, 'not-helped', { sentence });
}

/** What is said instead of the usual sentence, and the out-of-scope group that the message belongs to. */
interface Miss {
  reply?: string;
  group?: string | undefined;
}

async function miss(turn: Turn, text: string | undefined, { reply, group }: Miss = {}): Promise<void> {
  const { notices } = turn.texts.messages;
  if (text) turn.recordFeedback({ kind: 'unknown', intent: null, text });
  turn.count('question-unknown', group);
  turn.state.misses += 1;
  if (turn.state.misses >= MOST_MISSES) {
    turn.state.misses = 0;
    turn.warn(turn.say(notices.missedAgain));
    return askForPerson(turn, deskFor(turn), 'not-understood');
  }
  turn.warn(reply ?? notUnderstood(turn));
  await showAgain(turn, { offerHelpdesk: true });
}

/** Returns the sentence for words that were not understood; at the choice of a centre they probably are a name. */
function notUnderstood(turn: Turn): string {
  const { notices } = turn.texts.messages;
  return turn.say(isAtCentre(turn) ? notices.centreNotUnderstood : notices.notUnderstood);
}

/** Checks whether the person is to choose their centre, where words are a name before they are anything else. */
export function isAtCentre({ content, state }: Turn): boolean {
  return stepAt(content.guide, state.progress.position)?.kind === 'choose-centre';
}
