import { type MessageView, messageCard } from '../cards/message.ts';
import type { Turn } from '../src/conversation/turn.ts';
import type { GuidePosition } from '../src/guide/overview.ts';
import { guidePosition } from './labels.ts';

type View = Omit<MessageView, 'notices'>;

/** Shows a card with the waiting notices, and the person's position for the progress panel; returns its id. */
export function showMessage(turn: Turn, view: View): Promise<string> {
  return show(turn, view, guidePosition(turn));
}

/** Shows a card that belongs to no step, such as a message of the helpdesk; returns its id. */
export function showOutsideGuide(turn: Turn, view: View): Promise<string> {
  return show(turn, view, undefined);
}

async function show(turn: Turn, view: View, position: GuidePosition | undefined): Promise<string> {
  const card = messageCard({ ...view, notices: turn.takeNotices() });
  await turn.reply(card, position);
  return card.id;
}
