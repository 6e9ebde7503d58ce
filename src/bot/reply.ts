import type { CardAction } from '../../cards/action.ts';
import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import { answerQuestions } from '../../dialogs/questions/answer.ts';
import {
  answerMissed,
  askForSentence,
  noneOfThese,
  sayNothingMore,
} from '../../dialogs/questions/not-understood.ts';
import { askWhich, showSuggestions } from '../../dialogs/questions/suggestions.ts';
import { problemOn } from '../../dialogs/stuck.ts';
import { hasAnswer } from '../content/content.ts';
import type { Press } from '../conversation/incoming-message.ts';
import type { Topic } from '../conversation/state.ts';
import { pressOfOffered, topicOf } from '../conversation/topic.ts';
import type { Turn } from '../conversation/turn.ts';
import { OTHER } from '../guide/progress.ts';
import { matchName, normalizeText } from '../understanding/match-name.ts';
import { questionsAfter } from '../understanding/replies/question-after.ts';
import type { Reply } from '../understanding/replies/reply-finder.ts';
import { press } from './button.ts';
import { runCommand } from './commands.ts';
import type { Decider, Decision } from './decider.ts';
import type { Meaning } from './meaning.ts';

type Choice = Extract<CardAction, { action: 'choose' }>;

/** What a position such as "the second one" can choose from. */
const COUNTED: ReadonlySet<Choice['what']> = new Set([
  'entry',
  'method',
  'country',
  'centre',
  'area',
  'problem',
  'recap',
  'question',
]);
/** Choosing one of these changes nothing, so that a position may be asked: "the second one?" */
const INFORMING: ReadonlySet<Choice['what']> = new Set(['problem', 'question']);

/** The buttons for what is not in a list, by the kind of its card. */
const OTHERWISE: Record<string, Choice['what']> = { problems: 'outcome', suggestions: 'none-of-these' };
/** Words that ask or say nothing on their own. */
const ALONE_NOTHING: ReadonlySet<Reply['kind']> = new Set(['position', 'none', 'other', 'both', 'all']);
/** Words that surely mean a button which moves the person: no question, and nothing that was mashed or pasted. */
const PLAIN = /^[\p{L}\p{N}\s'’.,!)]+$/u;

/**
 * Takes words that mean something only after what was said last: "the second one" or "neither" after a few buttons, "it still
 * doesn't work" or "and on a tablet?" after an answer.
 */
export const reply: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text' || isWritingToHelpdesk(turn)) return undefined;
  const said = meaning.reply;
  const topic = topicOf(turn);
  const chosen = said && chosenOption(turn, said, topic);
  if (chosen) return press(turn, chosen);
  if (problemOn(turn) !== undefined) return undefined;
  if (!topic || (topic.intent === undefined && topic.others.length === 0)) {
    const isAboutNothing = said && ALONE_NOTHING.has(said.kind) && optionsOf(turn, topic).length === 0;
    if (isAboutNothing && !meaning.command) {
      await askForSentence(turn);
      return { deactivate: 'none' };
    }
  }
  if (!topic) return undefined;
  if (said?.kind === 'goesOn') return goOn(turn, meaning, topic);
  return topic.intent === undefined
    ? replyToOffer(turn, meaning, topic)
    : replyToAnswer(turn, meaning, { ...topic, intent: topic.intent });
};

/** Returns the press of the option of the newest card that a position names, or of the button for none of them. */
function chosenOption(turn: Turn, said: Reply, topic: Topic | undefined): Press | undefined {
  const { lastCard } = turn.state;
  if (said.kind === 'none') {
    const other = lastCard?.buttons.find(
      ({ data }) => data.action === 'choose' && data.what === OTHERWISE[lastCard.kind],
    );
    return other && { card: other.card, action: other.data };
  }
  if (said.kind !== 'position') return undefined;
  const options = optionsOf(turn, topic);
  const option = options.at(said.at);
  if (!option) return undefined;
  const isInforming = option.data.action === 'choose' && INFORMING.has(option.data.what);
  const others = options.filter((other) => other !== option);
  // At "I am on page 2", a "2" is not the second button.
  const words = normalizeText(turn.message.text).split(' ');
  const isNamed = others.some(({ title }) =>
    normalizeText(title)
      .split(' ')
      .some((word) => /\d/.test(word) && words.includes(word)),
  );
  if (!isInforming && (isNamed || !PLAIN.test(turn.message.text))) return undefined;
  return { card: option.card, action: option.data };
}

/** Returns the buttons of the newest card that shows several to choose from, without those that are folded away or say "not listed". */
function optionsOf({ content, state }: Turn, topic: Topic | undefined) {
  const { kind, buttons = [] } = state.lastCard ?? {};
  if (kind === 'suggestions')
    return buttons.slice(
      0,
      buttons.findIndex(({ data }) => data.action === 'choose' && data.what === OTHERWISE.suggestions),
    );
  const folded = content.guide.methods.filter(({ ended }) => ended).map(({ id }) => id);
  const answer = topic?.intent && topic.card;
  const all = buttons.filter(({ data, card }) => {
    if (data.action !== 'choose' || !COUNTED.has(data.what) || !('value' in data)) return false;
    // The questions below an answer are no list to count in.
    if (card === answer) return false;
    return data.value !== OTHER && !(data.what === 'method' && folded.includes(data.value));
  });
  const byCard = Map.groupBy(all, ({ card }) => card);
  return [...byCard.values()].find((options) => options.length > 1) ?? [];
}

/** Takes words about a few questions that were offered. */
async function replyToOffer(turn: Turn, meaning: Meaning, topic: Topic): Promise<Decision | undefined> {
  const { others: offered } = topic;
  const [only] = offered;
  if (only === undefined) return undefined;
  const choose = (id: string) => press(turn, pressOfOffered(topic, id));
  const { reply: said, command } = meaning;
  const isStillWrong = command === 'failed' && turn.state.misses > 0;
  if (said?.kind === 'none' || said?.kind === 'other' || isStillWrong) {
    await noneOfThese(turn, topic.card);
    return { deactivate: 'none' };
  }
  const id = said?.kind === 'position' ? offered.at(said.at) : undefined;
  if (id !== undefined) return choose(id);
  if (command === 'yes' && offered.length === 1) return choose(only);
  if (command === 'yes' || (said?.kind === 'both' && offered.length > 2)) {
    turn.warn(turn.say(turn.texts.messages.notices[said?.kind === 'both' ? 'whichTwo' : 'didYouMean']));
    await showSuggestions(turn, offered, topic.text);
    return { deactivate: 'none' };
  }
  if (said?.kind === 'both' || said?.kind === 'all') {
    turn.state.misses = 0;
    await answerQuestions(turn, offered, topic.text);
    return { deactivate: 'none' };
  }
  if (command) return undefined;
  const named = matchName(
    meaning.name,
    offered.map((each) => ({ id: each, names: [turn.say(turn.texts.questions[each]?.question ?? '')] })),
  );
  return named.kind === 'one' && !turn.message.text.includes('?') ? choose(named.id) : undefined;
}

/** Takes words about an answer. */
async function replyToAnswer(
  turn: Turn,
  meaning: Meaning,
  topic: Topic & { intent: string },
): Promise<Decision | undefined> {
  const { reply: said, command } = meaning;
  if (command === 'yes') return runCommand(turn, 'thanks');
  if (said?.kind === 'more') {
    await sayNothingMore(turn, topic.intent, goneOnFrom(turn, topic));
    return { deactivate: 'none' };
  }
  const offered = said?.kind === 'position' ? topic.offered?.at(said.at) : undefined;
  if (offered !== undefined) return answerInstead(turn, topic, offered);
  const isRejected = said?.kind === 'none' || said?.kind === 'other';
  // At a step with something to choose, "none of these" is about that.
  const isAboutStep =
    isRejected &&
    optionsOf(turn, topic).some(({ data }) => data.action === 'choose' && !INFORMING.has(data.what));
  if (isAboutStep || (!isRejected && command !== 'failed')) return undefined;
  const [other, ...more] = topic.others;
  if (said?.kind === 'other' && other !== undefined && more.length === 0)
    return answerInstead(turn, topic, other);
  await answerMissed(turn, topic);
  return { deactivate: 'none' };
}

/** Answers another question than the one that was answered last. */
async function answerInstead(turn: Turn, topic: Topic, id: string): Promise<Decision> {
  if (!hasAnswer(turn.texts.questions[id])) return press(turn, pressOfOffered(topic, id));
  turn.state.misses = 0;
  await answerQuestions(turn, [id], topic.text, topic);
  return { deactivate: 'none' };
}

/** Takes a question that goes on from the last one, and is understood together with that: "and on a tablet?" */
async function goOn(turn: Turn, meaning: Meaning, topic: Topic): Promise<Decision | undefined> {
  if (meaning.command) return undefined;
  const { questions } = turn.texts;
  const title = topic.intent && questions[topic.intent]?.question;
  const after = questionsAfter(meaning.match, meaning.matchAfter(title || topic.text), topic.intent);
  const known = after.questions.filter((id) => hasAnswer(questions[id]));
  const text = goneOnFrom(turn, topic);
  const [best] = known;
  if (after.outcome === 'alone' || (after.outcome !== 'nothing' && best === undefined)) return undefined;
  if (after.outcome === 'nothing') await sayNothingMore(turn, topic.intent ?? '', text);
  else if (after.outcome === 'suggest') await askWhich(turn, known, text);
  else {
    turn.state.misses = 0;
    await answerQuestions(turn, known.slice(0, 1), text, { others: known.slice(1) });
  }
  return { deactivate: 'none' };
}

/** Returns a question that goes on from another one, as the editors can understand it. */
function goneOnFrom(turn: Turn, { intent, text }: Topic): string {
  const title = intent && turn.texts.questions[intent]?.question;
  return `${title ? turn.say(title) : text} – ${turn.textToKeep}`;
}
