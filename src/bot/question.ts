import type { DialogContext } from 'botbuilder-dialogs';
import { showAnswer, showRated } from '../../dialogs/answer.ts';
import { handOver } from '../../dialogs/hand-over/hand-over.ts';
import { begin, showCurrentStep } from '../../dialogs/show-current-step.ts';
import { deskFor, STUCK } from '../../dialogs/stuck.ts';
import { showSuggestions } from '../../dialogs/suggestions.ts';
import { type Feedback, feedbackRow } from '../analytics/feedback.ts';
import type { Command } from '../content/schema/command-texts.ts';
import { type Asked, markAsked } from '../conversation/state.ts';
import type { Turn } from '../conversation/turn.ts';
import { CHOICE_STEPS } from '../guide/choices.ts';
import { isSame } from '../guide/position.ts';
import { stepOn } from '../guide/progress.ts';
import type { Match } from '../understanding/matcher.ts';
import { type CommandOutcome, runCommand } from './commands.ts';

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
export async function hearQuestion(turn: Turn, dc: DialogContext, match: Match): Promise<CommandOutcome> {
  if (turn.isOnlySensitive) {
    turn.offerHelpdesk = true;
    await showAgain(turn, dc);
    return 'told';
  }
  const [best] = match.candidates;
  if (match.outcome === 'answer' && best) {
    turn.state.misses = 0;
    const command = turn.texts.questions[best.intent]?.command;
    if (!command) return answer(turn, dc, best.intent, turn.textToKeep);
    if (HARMLESS.has(command)) {
      turn.count('question-answered', best.intent);
      return runCommand(turn, dc, command);
    }
  }
  if (match.outcome === 'none') return decline(turn, dc, match);
  const offered = match.candidates.slice(0, SUGGESTED).map(({ intent }) => intent);
  turn.count('question-asked-back');
  for (const intent of offered) turn.count('question-suggested', intent);
  markAsked(turn.state, { card: await showSuggestions(turn, offered), text: turn.textToKeep });
  return 'told';
}

/** Answers a question that was chosen by its button. */
export async function answerChosen(turn: Turn, dc: DialogContext, id: string): Promise<void> {
  const question = Object.hasOwn(turn.texts.questions, id) ? turn.texts.questions[id] : undefined;
  turn.state.misses = 0;
  if (question?.command) {
    turn.count('question-answered', id);
    await runCommand(turn, dc, question.command);
  } else if (question) await answer(turn, dc, id, askedBefore(turn, undefined)?.text ?? '');
  else await showCurrentStep(turn, dc);
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
    return showCurrentStep(turn, dc);
  }
  turn.state.asked = turn.state.asked.filter((one) => one !== asked);
  noteFeedback(turn, { kind: helpful ? 'helpful' : 'unhelpful', intent: id, text: asked.text || null });
  turn.count(helpful ? 'rated-helpful' : 'rated-unhelpful', id);
  await showRated(turn, id, helpful);
}

/** Notes something for the editors, kept together with the turn. */
function noteFeedback(turn: Turn, noted: Pick<Feedback, 'kind' | 'intent' | 'text'>): void {
  const { language } = turn.texts;
  turn.rows.push(feedbackRow({ ...noted, language, position: turn.state.progress.position }));
}

/** What the pressed card answers, or asks back about. */
function askedBefore(turn: Turn, intent: string | undefined): Asked | undefined {
  return turn.state.asked.find((one) => one.card === turn.pressed && one.intent === intent);
}

async function answer(turn: Turn, dc: DialogContext, id: string, text: string): Promise<CommandOutcome> {
  const stepFollows = stepOn(turn.state.progress) !== undefined;
  const card = await showAnswer(turn, id, stepFollows);
  if (card) {
    markAsked(turn.state, { card, text, intent: id });
    turn.count('question-answered', id);
  }
  if (stepFollows) await showAgain(turn, dc);
  return 'told';
}

/** What is known to be out of scope is declined in its own words; anything else is a miss. */
async function decline(turn: Turn, dc: DialogContext, { outOfScope }: Match): Promise<CommandOutcome> {
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
): Promise<CommandOutcome> {
  const { notices } = turn.texts.messages;
  if (text) noteFeedback(turn, { kind: 'unknown', intent: null, text });
  turn.count('question-unknown');
  turn.state.misses += 1;
  if (turn.state.misses >= MISSES) {
    turn.state.misses = 0;
    turn.warn(turn.say(notices.missedAgain));
    await handOver(turn, dc, deskFor(turn, dc));
  } else {
    turn.offerHelpdesk = true;
    const atCentre = isSame(turn.state.progress.position, CHOICE_STEPS.centre);
    for (const line of atCentre ? [notices.centreNotUnderstood] : reply) turn.warn(turn.say(line));
    await showAgain(turn, dc);
  }
  return 'told';
}

/** The problems where they were on, since a problem was to be named; else where the person is, in short. */
function showAgain(turn: Turn, dc: DialogContext): Promise<void> {
  turn.inShort = true;
  return dc.activeDialog?.id === STUCK ? begin(dc, STUCK) : showCurrentStep(turn, dc);
}
