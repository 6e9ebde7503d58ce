import type { ConversationState } from './state.ts';
import type { TurnTickets } from './turn-tickets.ts';

/** Tells the page with the chat, with each message, whom the person now writes to. */
export interface TalkingTo {
  type: 'talkingTo';
  helpdesk: boolean;
}

/** Whether a person of the helpdesk has the conversation. */
export function isWithHelpdesk({
  state,
  tickets,
}: {
  state: ConversationState;
  tickets: TurnTickets;
}): boolean {
  return state.withHelpdesk === true && tickets.ticket?.state === 'taken';
}
