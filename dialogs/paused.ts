import { messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { continueButtons } from './continue-buttons.ts';
import { askOrHuman } from './welcome.ts';
import { guidePosition } from './words.ts';

/** Says that the guide was left and how to come back. */
export async function showPaused(turn: Turn): Promise<void> {
  const { paused } = turn.texts.messages;
  const card = messageCard({
    kind: 'paused',
    notices: turn.takeNotices(),
    title: turn.say(paused.title),
    lines: paused.lines.map((line) => turn.say(line)),
    buttons: [...continueButtons(turn), ...askOrHuman(turn)],
  });
  await turn.reply(card, guidePosition(turn));
}
