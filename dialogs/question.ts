import type { DialogContext } from 'botbuilder-dialogs';
import type { Command } from '../src/content/message-texts.ts';
import { CHOICE_STEPS } from '../src/guide/choices.ts';
import { isSame } from '../src/guide/position.ts';
import { stepOn } from '../src/guide/progress.ts';
import { noteFeedback } from '../src/turn/feedback.ts';
import { type Asked, markAsked } from '../src/turn/talk.ts';
import type { Turn } from '../src/turn/turn.ts';
import type { Match } from '../src/understanding/matcher.ts';
import { showAnswer, showRated } from './answer.ts';
import { type Obeyed, obey } from './commands.ts';
import { enter, showWhereTheyAre } from './enter.ts';
import { handOver } from './hand-over.ts';
import { deskFor, STUCK } from './stuck.ts';
import { showSuggestions } from './suggestions.ts';

/** This many questions are offered where it is not clear which one is meant. */
const SUGGESTED = 3;
/**
 * What is done at once although it is only guessed: it tells something and moves nobody. "Please do not start over" looks
 * very much like a wish to start over, so that is asked back about.
 */
const HARMLESS: ReadonlySet<Command> = new Set<Command>(['where', 'help', 'greet', 'thanks', 'human', 'ask']);
/** This many messages in a row that were not understood bring the helpdesk's card. */
const MISSES = 2;

/**
 * Answers what was typed from the guide, asks back which of a few questions is meant, or says that it is not known. The
 * person stays where they are.
 */
export async function hearQuestion(turn: Turn, dc: DialogContext, match: Match): Promise<Obeyed> {
  if (turn.isOnlySensitive) {
    turn.offerHelpdesk = true;
    await showAgain(turn, dc);
    return 'told';
  }
  const [best] = match.candidates;
  if (match.outcome === 'answer' && best) {
    turn.talk.misses = 0;
    const command = turn.texts.questions[best.intent]?.command;
    if (!command) return answer(turn, dc, best.intent, turn.textToKeep);
    if (HARMLESS.has(command)) {
      turn.count('question-answered', best.intent);
      return obey(turn, dc, command);
    }
  }
  if (match.outcome === 'none') return decline(turn, dc, match);
  const offered = match.candidates.slice(0, SUGGESTED).map(({ intent }) => intent);
  turn.count('question-asked-back');
  for (const intent of offered) turn.count('question-suggested', intent);
  markAsked(turn.talk, { card: await showSuggestions(turn, offered), text: turn.textToKeep });
  return 'told';
}

/** Answers a question that was chosen by its button. */
export async function answerChosen(turn: Turn, dc: DialogContext, id: string): Promise<void> {
  const question = Object.hasOwn(turn.texts.questions, id) ? turn.texts.questions[id] : undefined;
  turn.talk.misses = 0;
  if (question?.command) {
    turn.count('question-answered', id);
    await obey(turn, dc, question.command);
  } else if (question) await answer(turn, dc, id, askedBefore(turn, undefined)?.text ?? '');
  else await showWhereTheyAre(turn, dc);
}

/** None of the questions offered was meant: that is one for the editors. */
export async function noneOfThese(turn: Turn, dc: DialogContext): Promise<void> {
  await miss(turn, dc, askedBefore(turn, undefined)?.text);
}

/** Takes 👍 or 👎 for an answer, once. */
export async function rate(turn: Turn, dc: DialogContext, id: string, helpful: boolean): Promise<void> {
  const asked = askedBefore(turn, id);
  if (!asked) {
    turn.warn(turn.say(turn.texts.messages.notices.stale));
    return showWhereTheyAre(turn, dc);
  }
  turn.talk.asked = turn.talk.asked.filter((one) => one !== asked);
  noteFeedback(turn, { kind: helpful ? 'helpful' : 'unhelpful', intent: id, text: asked.text || null });
  turn.count(helpful ? 'rated-helpful' : 'rated-unhelpful', id);
  await showRated(turn, id, helpful);
}

/** What the pressed card answers, or asks back about. */
function askedBefore(turn: Turn, intent: string | undefined): Asked | undefined {
  return turn.talk.asked.find((one) => one.card === turn.pressed && one.intent === intent);
}

async function answer(turn: Turn, dc: DialogContext, id: string, text: string): Promise<Obeyed> {
  const stepFollows = stepOn(turn.talk.progress) !== undefined;
  const card = await showAnswer(turn, id, stepFollows);
  if (card) {
    markAsked(turn.talk, { card, text, intent: id });
    turn.count('question-answered', id);
  }
  if (stepFollows) await showAgain(turn, dc);
  return 'told';
}

/** What is known to be out of scope is declined in its own words; anything else is a miss. */
async function decline(turn: Turn, dc: DialogContext, { outOfScope }: Match): Promise<Obeyed> {
  const group = outOfScope === undefined ? undefined : turn.texts.outOfScope[outOfScope];
  if (!group || group.isMiss) return miss(turn, dc, turn.textToKeep, group?.reply);
  turn.count('question-declined', outOfScope);
  turn.warn(group.reply.map((line) => turn.say(line)).join(' '));
  turn.offerHelpdesk = true;
  await showAgain(turn, dc);
  return 'told';
}

async function miss(
  turn: Turn,
  dc: DialogContext,
  text: string | undefined,
  reply: readonly string[] = [turn.texts.messages.notices.notUnderstood],
): Promise<Obeyed> {
  const { notices } = turn.texts.messages;
  if (text) noteFeedback(turn, { kind: 'unknown', intent: null, text });
  turn.count('question-unknown');
  turn.talk.misses += 1;
  if (turn.talk.misses >= MISSES) {
    turn.talk.misses = 0;
    turn.warn(turn.say(notices.missedAgain));
    await handOver(turn, dc, deskFor(turn, dc));
  } else {
    turn.offerHelpdesk = true;
    const atCentre = isSame(turn.talk.progress.position, CHOICE_STEPS.centre);
    for (const line of atCentre ? [notices.centreNotUnderstood] : reply) turn.warn(turn.say(line));
    await showAgain(turn, dc);
  }
  return 'told';
}

/** The problems where they were on, since a problem was to be named; else where the person is, in short. */
function showAgain(turn: Turn, dc: DialogContext): Promise<void> {
  turn.inShort = true;
  return dc.activeDialog?.id === STUCK ? enter(dc, STUCK) : showWhereTheyAre(turn, dc);
}
