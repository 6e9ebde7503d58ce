import type { Button } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';
import { helpdeskName } from './desk.ts';

/** The way to the network's own helpdesk, from another desk; none where it takes no tickets, or others read along. */
export function toOwnDesk(turn: Turn, desk: string): Button[] {
  const { helpdesk } = turn.content.network;
  if (desk === helpdesk || turn.scope.isShared || !turn.tickets.takes(helpdesk)) return [];
  const title = turn.say(turn.texts.messages.buttons.otherDesk, { desk: helpdeskName(turn) });
  // What has been written to the other desk already goes along.
  return [
    { title, data: { action: 'choose', what: 'desk', value: helpdesk }, primary: true, sendsInputs: true },
  ];
}
