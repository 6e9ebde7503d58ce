import type { Ticket, TicketMessage } from '../../ticket.ts';
import type { MessageBody } from '../message-body.ts';
import type { TicketTexts } from '../ticket-texts.ts';

/** Returns the mail to the network's own helpdesk, which answers in the inbox. */
export function mailToHelpdesk(
  { mail, say, sectionsOf }: TicketTexts,
  ticket: Ticket,
  message: TicketMessage | undefined,
  base: string | undefined,
): MessageBody {
  const { desk } = mail;
  const { number, email } = ticket;
  return {
    opening: [say(message ? desk.message : desk.ticket, { number })],
    sections: sectionsOf(ticket, message),
    closing: [
      email === undefined ? say(desk.noEmail) : say(desk.email, { email }),
      ...(base === undefined
        ? [say(desk.answerInInbox, { number })]
        : [say(desk.answerHere), { link: `${base}/helpdesk/tickets/${number}` }]),
      say(desk.noReply),
    ],
  };
}

/** Returns the mail to another desk, which answers the person by email and needs the facts that EU Login's support asks for. */
export function mailToOtherDesk(
  { mail, say, sectionsOf, deskName }: TicketTexts,
  ticket: Ticket & { email: string },
  message: TicketMessage | undefined,
): MessageBody {
  const { outside } = mail;
  return {
    opening: [
      say(message ? outside.message : outside.ticket, { desk: deskName(ticket.desk) }),
      say(outside.reply),
    ],
    sections: message
      ? sectionsOf(ticket, message)
      : [
          {
            heading: say(outside.account),
            lines: [
              { name: say(outside.fields.user), text: ticket.email },
              ...ticket.facts.map(({ name, value }) => ({ name, text: value })),
              { name: say(outside.fields.screenshots), text: say(outside.screenshots) },
            ],
          },
          {
            heading: say(outside.description),
            lines: sectionsOf({ ...ticket, facts: [] }, undefined).flatMap(({ lines }) => lines),
          },
        ],
    closing: [],
  };
}

/** Returns the copy for the person of what was passed on to another desk. */
export function copyForPerson(
  { mail, say, sectionsOf, deskName }: TicketTexts,
  ticket: Ticket,
  message: TicketMessage | undefined,
): MessageBody {
  const { copy } = mail;
  const values = { desk: deskName(ticket.desk), number: ticket.number };
  return {
    opening: [say(message ? copy.message : copy.ticket, values), say(copy.answer, values)],
    sections: sectionsOf(ticket, message),
    closing: [say(copy.noReply)],
  };
}
