import type { Button } from '../cards/elements.ts';
import type { Turn } from '../src/turn/turn.ts';

/** The button that leads back into the guide, or into it for the first time. */
export function wayOn(turn: Turn): Button {
  const { buttons } = turn.texts.messages;
  return turn.talk.progress.position
    ? { title: turn.say(buttons.resume), act: { action: 'resume' }, primary: true }
    : { title: turn.say(buttons.start), act: { action: 'start' }, primary: true };
}
