import type { Button } from '../cards/elements.ts';
import type { Turn } from '../src/turn/turn.ts';
import { helpdeskName } from './desk.ts';

/** The way to the network's own helpdesk, from another desk; none where it takes no tickets, or others read along. */
export function toOwnDesk(turn: Turn, desk: string): Button[] {
  const { helpdesk } = turn.content.network;
  if (desk === helpdesk || turn.room.isShared || !turn.tickets.takes(helpdesk)) return [];
  const title = turn.say(turn.texts.messages.buttons.otherDesk, { desk: helpdeskName(turn) });
  return [{ title, act: { action: 'choose', what: 'desk', value: helpdesk }, primary: true }];
}
