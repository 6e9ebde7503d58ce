import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { continueButtons } from './continue-buttons.ts';
import { guidePosition } from './words.ts';

/** Invites a question, and says honestly what becomes of it. */
export async function showAsk(turn: Turn): Promise<void> {
  const { ask, buttons } = turn.texts.messages;
  const card = messageCard({
    kind: 'ask',
    notices: turn.takeNotices(),
    title: turn.say(ask.title),
    lines: ask.lines.map((line) => turn.say(line)),
    buttons: [...continueButtons(turn), { title: turn.say(buttons.human), data: { action: 'human' } }],
  });
  await turn.reply(card, guidePosition(turn));
}
