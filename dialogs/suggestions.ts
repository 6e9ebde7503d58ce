import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/turn/turn.ts';
import { questionButton } from './answer.ts';
import { wayOn } from './way-on.ts';
import { guidePosition } from './words.ts';

/** Asks which of a few questions was meant; tells the card's id. */
export async function showSuggestions(turn: Turn, questions: readonly string[]): Promise<string> {
  const { suggestions } = turn.texts.messages;
  const none = {
    title: turn.say(suggestions.none),
    act: { action: 'choose', what: 'none-of-these' },
  } as const;
  const card = messageCard({
    kind: 'suggestions',
    notices: turn.takeNotices(),
    title: turn.say(suggestions.title),
    options: [...questions.map((id) => questionButton(turn, id)), none].map((button) => ({ button })),
    buttons: wayOn(turn),
  });
  await turn.reply(card, guidePosition(turn));
  return card.id;
}
