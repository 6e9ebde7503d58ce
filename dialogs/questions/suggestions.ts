import type { Turn } from '../../src/conversation/turn.ts';
import { continueButtons, questionButton } from '../buttons.ts';
import { showMessage } from '../show-message.ts';

/** Asks which of a few questions is meant; returns the card's id. */
export async function showSuggestions(turn: Turn, questions: readonly string[]): Promise<string> {
  const { suggestions } = turn.texts.messages;
  const none = {
    title: turn.say(suggestions.none),
    data: { action: 'choose', what: 'none-of-these' },
  } as const;
  return showMessage(turn, {
    kind: 'suggestions',
    title: turn.say(suggestions.title),
    options: [...questions.map((id) => questionButton(turn, id)), none].map((button) => ({ button })),
    buttons: continueButtons(turn),
  });
}
