import { answerQuestions, showAgain } from '../../dialogs/questions/answer.ts';
import { decline } from '../../dialogs/questions/not-understood.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Press } from '../conversation/incoming-message.ts';
import { pressOfOffered, topicOf } from '../conversation/topic.ts';
import type { Turn } from '../conversation/turn.ts';
import { normalizeText } from '../understanding/match-name.ts';
import type { Match } from '../understanding/matcher.ts';
import { askFirst, buttonOf } from './ask-first.ts';
import { press } from './button.ts';
import { runCommand } from './commands.ts';
import type { Decider } from './decider.ts';
import { isUnknownCentre } from './unknown-centre.ts';

/** In confidence: a question less likely than this is not what is meant, even where an answer did not help. */
const LEAST_LIKELY = 0.05;
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
 * says that there is no answer. What only denies something is taken note of like thanks. The person stays at their step.
 */
export const question: Decider = async (turn, meaning) => {
  if (turn.incoming.kind !== 'text') return undefined;
  const { match } = meaning;
  const [best] = match.candidates;
  const asked = buttonOf(turn, meaning.askedCommand);
  if (turn.message.isOnlySensitive) await showAgain(turn, { offerHelpdesk: true });
  else if (asked) await askFirst(turn, match, [asked]);
  else if (match.onlyDenies) return (await runCommand(turn, 'thanks')) ?? { deactivate: 'none' };
  else if (isUnknownCentre(turn, match)) await decline(turn, undefined);
  else if (match.outcome === 'none') await decline(turn, match.outOfScope);
  else if (match.outcome !== 'answer' || !best) {
    const offer = offerOf(turn, match);
    if (offer) return press(turn, offer);
    await askFirst(turn, match);
  } else {
    turn.state.misses = 0;
    const command = turn.texts.questions[best.intent]?.command;
    if (command && HARMLESS.has(command)) {
      turn.count('question-answered', best.intent);
      return (await runCommand(turn, command)) ?? { deactivate: 'none' };
    }
    const likely = match.candidates.filter(({ confidence }) => confidence >= LEAST_LIKELY);
    const others = likely.slice(1).map(({ intent }) => intent);
    await (command
      ? askFirst(turn, match)
      : answerQuestions(turn, [best.intent], turn.textToKeep, { others }));
  }
  return { deactivate: 'none' };
};

/** Returns the press of the question that was just offered and that other words seem to mean as well. */
function offerOf(turn: Turn, { candidates: [best] }: Match): Press | undefined {
  const topic = topicOf(turn);
  if (!best || !topic || topic.intent !== undefined || !topic.others.includes(best.intent)) return undefined;
  if (normalizeText(topic.text) === normalizeText(turn.textToKeep)) return undefined;
  return pressOfOffered(topic, best.intent);
}
