import type { DialogContext } from 'botbuilder-dialogs';
import { noteFeedback } from '../src/turn/feedback.ts';
import type { Turn } from '../src/turn/turn.ts';
import type { Match } from '../src/understanding/matcher.ts';
import { showAnswer, showRated } from './answer.ts';
import { type Obeyed, obey } from './commands.ts';
import { showContact } from './contact.ts';
import { enter, showWhereTheyAre } from './enter.ts';
import { deskFor, STUCK } from './stuck.ts';
import { showSuggestions } from './suggestions.ts';

/** This many questions are offered where it is not clear which one is meant. */
const SUGGESTED = 3;
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
    const obeyed = command ? await obey(turn, dc, command) : undefined;
    if (obeyed && obeyed !== 'meaningless') return obeyed;
    if (!command) return answer(turn, dc, best.intent);
  }
  if (match.outcome === 'suggest') {
    turn.talk.asked = { text: turn.textToKeep };
    await showSuggestions(
      turn,
      match.candidates.slice(0, SUGGESTED).map(({ intent }) => intent),
    );
    return 'told';
  }
  return decline(turn, dc, match);
}

/** Answers a question that was chosen by its button. */
export async function answerChosen(turn: Turn, dc: DialogContext, id: string): Promise<void> {
  const question = turn.texts.questions[id];
  turn.talk.misses = 0;
  if (question?.command) await obey(turn, dc, question.command);
  else if (question) await answer(turn, dc, id);
  else await showWhereTheyAre(turn, dc);
}

/** None of the questions offered was meant: that is one for the editors. */
export async function noneOfThese(turn: Turn, dc: DialogContext): Promise<void> {
  await miss(turn, dc, turn.talk.asked?.text);
}

/** Takes 👍 or 👎 for an answer. */
export async function rate(turn: Turn, id: string, helpful: boolean): Promise<void> {
  const { asked } = turn.talk;
  noteFeedback(turn, {
    kind: helpful ? 'helpful' : 'unhelpful',
    intent: id,
    text: asked?.intent === id ? asked.text : null,
  });
  await showRated(turn, id, helpful);
}

async function answer(turn: Turn, dc: DialogContext, id: string): Promise<Obeyed> {
  turn.talk.asked = { text: turn.text ? turn.textToKeep : (turn.talk.asked?.text ?? ''), intent: id };
  const { position, finished, paused } = turn.talk.progress;
  const stepFollows = position !== undefined && !finished && !paused;
  await showAnswer(turn, id, stepFollows);
  if (stepFollows) await showAgain(turn, dc);
  return 'told';
}

/** What is known to be out of scope is declined in its own words; anything else is a miss. */
async function decline(turn: Turn, dc: DialogContext, { outOfScope }: Match): Promise<Obeyed> {
  const group = outOfScope === undefined ? undefined : turn.texts.outOfScope[outOfScope];
  if (!group) return miss(turn, dc, turn.textToKeep);
  turn.warn(group.reply.map((line) => turn.say(line)).join(' '));
  turn.offerHelpdesk = true;
  await showAgain(turn, dc);
  return 'told';
}

async function miss(turn: Turn, dc: DialogContext, text: string | undefined): Promise<Obeyed> {
  const { notices } = turn.texts.messages;
  if (text) noteFeedback(turn, { kind: 'unknown', intent: null, text });
  delete turn.talk.asked;
  turn.talk.misses += 1;
  if (turn.talk.misses >= MISSES) {
    turn.talk.misses = 0;
    turn.warn(turn.say(notices.missedAgain));
    await showContact(turn, deskFor(turn, dc));
  } else {
    turn.offerHelpdesk = true;
    turn.warn(turn.say(notices.notUnderstood));
    await showAgain(turn, dc);
  }
  return 'told';
}

/** The problems where they were on, since a problem was to be named; else where the person is. */
function showAgain(turn: Turn, dc: DialogContext): Promise<void> {
  return dc.activeDialog?.id === STUCK ? enter(dc, STUCK) : showWhereTheyAre(turn, dc);
}
