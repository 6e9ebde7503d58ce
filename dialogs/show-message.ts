import { type MessageView, messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import { guidePosition } from './labels.ts';

/** Shows a card with the waiting notices, and the person's position for the progress panel; returns its id. */
export async function showMessage(turn: Turn, view: Omit<MessageView, 'notices'>): Promise<string> {
  const card = messageCard({ ...view, notices: turn.takeNotices() });
  await turn.reply(card, guidePosition(turn));
  return card.id;
}

/** Shows a card of the chat with the helpdesk, without a position; returns its id. */
export async function showChatMessage(turn: Turn, view: Omit<MessageView, 'notices'>): Promise<string> {
  const card = messageCard({ ...view, notices: turn.takeNotices() });
  await turn.reply(card);
  return card.id;
}
