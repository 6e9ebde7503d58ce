import type { Button } from '../cards/elements.ts';
import type { Turn } from '../src/conversation/turn.ts';

/** The buttons that lead back into the guide, or into it for the first time. */
export function continueButtons(turn: Turn): Button[] {
  const { buttons } = turn.texts.messages;
  if (turn.state.progress.position) {
    return [{ title: turn.say(buttons.resume), data: { action: 'resume' }, primary: true }];
  }
  return [
    { title: turn.say(buttons.start), data: { action: 'start' }, primary: true },
    { title: turn.say(buttons.partDone), data: { action: 'choose', what: 'part' } },
  ];
}
