import type { Button } from '../cards/elements.ts';
import type { Turn } from '../src/turn/turn.ts';

/** The buttons that lead back into the guide, or into it for the first time. */
export function wayOn(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  if (turn.talk.progress.position) {
    return [{ title: turn.say(buttons.resume), act: { action: 'resume' }, primary: true }];
  }
  return [
    { title: turn.say(buttons.start), act: { action: 'start' }, primary: true },
    { title: turn.say(buttons.partDone), act: { action: 'choose', what: 'part' } },
  ];
}
