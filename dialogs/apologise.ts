import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { continueButtons } from './continue-buttons.ts';

/** Says that something went wrong on our side, that the place is kept, and how to go on. */
export async function sayError(turn: Turn): Promise<void> {
  const { notices, buttons } = turn.texts.messages;
  const card = messageCard({
    kind: 'error',
    notices: [],
    title: turn.say(notices.error),
    buttons: [...continueButtons(turn), { title: turn.say(buttons.human), data: { action: 'human' } }],
  });
  await turn.reply(card);
}
