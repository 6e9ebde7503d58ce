import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/turn/turn.ts';
import { wayOn } from './way-on.ts';

/** Says that something went wrong on our side, that the place is kept, and how to go on. */
export async function sayError(turn: Turn): Promise<void> {
  const { notices, buttons } = turn.texts.messages;
  const card = messageCard({
    kind: 'error',
    notices: [],
    title: turn.say(notices.error),
    buttons: [...wayOn(turn), { title: turn.say(buttons.human), act: { action: 'human' } }],
  });
  await turn.reply(card);
}
