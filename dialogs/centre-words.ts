import type { Turn } from '../src/conversation/turn.ts';
import { OTHER } from '../src/guide/progress.ts';
import { chosenWords } from './words.ts';

/** "Country, centre", or the words of the button where it is not listed. */
export function centreWords(turn: Turn): string {
  const { country, centre } = turn.state.progress.choices;
  const { buttons, unchosen } = turn.texts.messages;
  if (country === undefined && centre === undefined) return unchosen.centre;
  if (country === OTHER) return turn.say(buttons.countryNotListed);
  const words = chosenWords(turn);
  return `${words.country}, ${centre === OTHER ? turn.say(buttons.centreNotListed) : words.centre}`;
}
