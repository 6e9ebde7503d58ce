import type { TranscriptEntry } from '../../src/conversation/transcript.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { commandFinder } from '../../src/understanding/commands.ts';
import { sayWithChoices } from '../labels.ts';

/** In words: fewer are a command, a name, or a word of thanks. */
const SHORTEST = 3;
/** In words. The message that asks for a person says more only where it is longer than that. */
const SHORTEST_REQUEST = 7;

/**
 * Checks whether what was said before a hand-over tells what the trouble is: a problem or a question was chosen, or words
 * were typed that are more than a command. `now` is the entry of the message that asked for a person.
 */
export function isTroubleKnown(turn: Turn, now: TranscriptEntry | undefined): boolean {
  const before = turn.state.exchanges.filter(({ by }) => by === 'person');
  const findCommand = commandFinder(turn.texts.commands);
  const saysMore = (text: string) => findCommand(text) === undefined && wordsIn(text) >= SHORTEST;
  return (
    before.some((entry) => (entry.isPressed ? isTroublesTitle(turn, entry.text) : saysMore(entry.text))) ||
    (now !== undefined && !now.isPressed && wordsIn(now.text) >= SHORTEST_REQUEST)
  );
}

/** Checks whether a pressed button was that of a problem or a question. */
function isTroublesTitle(turn: Turn, title: string): boolean {
  const { guide, questions } = turn.texts;
  return (
    Object.values(guide.problems).some((problem) => sayWithChoices(turn, problem.title) === title) ||
    Object.values(questions).some(({ question }) => turn.say(question) === title)
  );
}

/** Counts the words, without the notes that stand in the place of secrets. */
function wordsIn(text: string): number {
  return text.replace(/\([^)]*\)/g, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
