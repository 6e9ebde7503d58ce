import type { Content } from '../../content/content.ts';
import type { OutboxHandler } from '../outbox/outbox.ts';
import { ticketTextsFor } from '../systems/ticket-texts.ts';
import type { SendMail } from './mailer.ts';

interface NewTicketEmailOptions {
  /** The address of the helpdesk's people. */
  to: string;
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** The language that the helpdesk works in. */
  deskLanguage: string;
  send: SendMail;
  /** The address under which people reach the assistant; undefined where only this machine does. */
  base: string | undefined;
}

/** Returns the handler that tells the helpdesk's people by a short mail that there is a new ticket: its title and a link, and nothing more. */
export function newTicketEmailHandler({
  to,
  content,
  deskLanguage,
  send,
  base,
}: NewTicketEmailOptions): OutboxHandler {
  return async (ticket, _queued, stopped) => {
    const { mail, say, language, titleOf } = ticketTextsFor(content(), deskLanguage);
    const { number } = ticket;
    const wayIn =
      base === undefined
        ? [say(mail.newTicket.inInbox)]
        : [say(mail.newTicket.here), { link: `${base}/helpdesk/tickets/${number}` }];
    const body = {
      opening: [say(mail.newTicket.ticket, { number }), titleOf(ticket), ...wayIn],
      sections: [],
      closing: [say(mail.desk.noReply)],
    };
    await send(
      { to, sender: say(mail.sender), subject: titleOf(ticket), body, language, id: `new.${number}` },
      { recipient: 'the email address in HELPDESK_NOTIFY', stopped },
    );
    return undefined;
  };
}
