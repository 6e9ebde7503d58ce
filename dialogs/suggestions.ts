import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { questionButton } from './answer.ts';
import { continueButtons } from './continue-buttons.ts';
import { guidePosition } from './words.ts';

/** Asks which of a few questions was meant; tells the card's id. */
export async function showSuggestions(turn: Turn, questions: readonly string[]): Promise<string> {
  const { suggestions } = turn.texts.messages;
  const none = {
    title: turn.say(suggestions.none),
    data: { action: 'choose', what: 'none-of-these' },
  } as const;
  const card = messageCard({
    kind: 'suggestions',
    notices: turn.takeNotices(),
    title: turn.say(suggestions.title),
    options: [...questions.map((id) => questionButton(turn, id)), none].map((button) => ({ button })),
    buttons: continueButtons(turn),
  });
  await turn.reply(card, guidePosition(turn));
  return card.id;
}
