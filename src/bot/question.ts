import { answerQuestion, showAgain } from '../../dialogs/questions/answer.ts';
import { decline } from '../../dialogs/questions/not-understood.ts';
import { showSuggestions } from '../../dialogs/questions/suggestions.ts';
import type { Command } from '../content/schema/command-texts.ts';
import { rememberQuestion } from '../conversation/state.ts';
import type { Turn } from '../conversation/turn.ts';
import type { Match } from '../understanding/matcher.ts';
import { runCommand } from './commands.ts';
import type { Decider } from './decider.ts';

/** Questions to offer where it is not clear which one is meant. */
const MOST_SUGGESTED = 3;
/**
 * Commands that run at once although they are only guessed, since they move nobody in the guide. For any other command the
 * person is asked what they mean: "please do not start over" looks very much like a wish to start over.
 */
const HARMLESS: ReadonlySet<Command> = new Set<Command>([
  'where',
  'help',
  'greet',
  'thanks',
  'human',
  'ask',
  'my-data',
]);

/**
 * Takes every other message as a question: answers it from the content pack, asks which of a few questions is meant, or
 * says that there is no answer. The person stays at their step.
 */
export const question: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text') return undefined;
  const { match } = meaning;
  const [best] = match.candidates;
  if (turn.message.isOnlySensitive) await showAgain(turn, { offerHelpdesk: true });
  else if (match.outcome === 'none') await decline(turn, match.outOfScope);
  else if (match.outcome !== 'answer' || !best) await askBack(turn, match);
  else {
    turn.state.misses = 0;
    const command = turn.texts.questions[best.intent]?.command;
    if (command && HARMLESS.has(command)) {
      turn.count('question-answered', best.intent);
      return (await runCommand(turn, command)) ?? { deactivate: 'none' };
    }
    await (command ? askBack(turn, match) : answerQuestion(turn, best.intent, turn.textToKeep));
  }
  return { deactivate: 'none' };
};

async function askBack(turn: Turn, { candidates }: Match): Promise<void> {
  const offered = candidates.slice(0, MOST_SUGGESTED).map(({ intent }) => intent);
  turn.count('question-asked-back');
  for (const intent of offered) turn.count('question-suggested', intent);
  rememberQuestion(turn.state, { card: await showSuggestions(turn, offered), text: turn.textToKeep });
}
