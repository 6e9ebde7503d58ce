import type { Button } from '../../cards/elements.ts';
import { rememberQuestion } from '../../src/conversation/state.ts';
import { rememberTopic } from '../../src/conversation/topic.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { continueButtons, questionButton } from '../buttons.ts';
import { showMessage } from '../show-message.ts';

/** Asks which of a few questions is meant by a text, or whether to do something, and remembers the questions. */
export async function askWhich(
  turn: Turn,
  questions: readonly string[],
  text: string,
  actions: readonly Button[] = [],
): Promise<void> {
  turn.count('question-asked-back');
  for (const id of questions) turn.count('question-suggested', id);
  await showSuggestions(turn, questions, text, actions);
}

/** Shows a few questions to choose from, without counting them as a new offer. */
export async function showSuggestions(
  turn: Turn,
  questions: readonly string[],
  text: string,
  actions: readonly Button[] = [],
): Promise<void> {
  const { suggestions } = turn.texts.messages;
  const none = {
    title: turn.say(suggestions.none),
    data: { action: 'choose', what: 'none-of-these' },
  } as const;
  const card = await showMessage(turn, {
    kind: 'suggestions',
    title: turn.say(suggestions.title),
    options: [...actions, ...questions.map((id) => questionButton(turn, id)), none].map((button) => ({
      button,
    })),
    buttons: continueButtons(turn),
  });
  rememberQuestion(turn.state, { card, text });
  rememberTopic(turn, { card, text, others: [...questions] });
}
