import type { Talk } from './talk.ts';
import type { TicketDesk } from './ticket-desk.ts';

/** Tells the page with the chat, with each message, whom the person now writes to. */
export interface TalkingTo {
  type: 'talkingTo';
  helpdesk: boolean;
}

/** Whether a person of the helpdesk has the conversation. */
export function isWithHelpdesk({ talk, tickets }: { talk: Talk; tickets: TicketDesk }): boolean {
  return talk.withHelpdesk === true && tickets.ticket?.state === 'taken';
}
