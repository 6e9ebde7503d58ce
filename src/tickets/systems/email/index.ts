import type { SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import { isEmail } from '../../../lib/email-address.ts';
import { replyToken } from '../../reply-token.ts';
import type { Ticket, TicketMessage } from '../../ticket.ts';
import { toHtml, toText } from '../message-body.ts';
import { DeliveryError, type TicketSystem } from '../ticket-system.ts';
import { ticketTextsFor } from '../ticket-texts.ts';
import { deliveryErrorOf } from './errors.ts';
import { AUTOMATIC, correlationHeader, messageIdsOf } from './headers.ts';
import { mailToHelpdesk, mailToOtherDesk } from './mails.ts';
import { EMAIL } from './name.ts';
import { smtpSender } from './smtp.ts';

export interface EmailOptions {
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** The language that the helpdesk works in. */
  deskLanguage: string;
  /** The address under which people reach the assistant; undefined where only this machine does. */
  base: string | undefined;
  /** Returns the secret of the proofs in emails, where replies are read; missing where they are not. */
  replySecret?: (() => Promise<string>) | undefined;
  timeoutMs?: number;
}

/**
 * Sends tickets to their desk by email. A mail whose confirmation was lost is sent again under the same Message-ID, by which
 * mail servers and programs recognise it.
 */
export function openEmail(
  config: MailConfig,
  { content, deskLanguage, base, replySecret, timeoutMs }: EmailOptions,
): TicketSystem {
  const { from } = config;
  const send = smtpSender(config, timeoutMs);
  const idOf = messageIdsOf(from);

  /** Returns how a mail names its ticket; where a reply is read, so that nobody else can name it. */
  const namesOf = async ({ number, desk }: Ticket) => {
    const isOwn = desk === content().network.helpdesk;
    if (!replySecret || !isOwn)
      return {
        isRead: false,
        inSubject: '',
        idOfMail: (message?: TicketMessage) => idOf(message ? `${number}.${message.id}` : number),
      };
    const token = replyToken(await replySecret(), number, 'desk');
    return {
      isRead: true,
      inSubject: ` [${token}]`,
      idOfMail: (message?: TicketMessage) => idOf(message ? `${message.id}.${token}` : token),
    };
  };

  return {
    name: EMAIL,
    async deliver({ ticket, message }, stopped) {
      const pack = content();
      const texts = ticketTextsFor(pack, deskLanguage);
      const { isRead, inSubject, idOfMail } = await namesOf(ticket);
      const thread = ticket.elsewhere[EMAIL]?.id ?? idOfMail();
      const mail = {
        from: { name: texts.say(texts.mail.sender), address: from },
        to: { name: texts.deskName(ticket.desk), address: addressOf(pack, ticket.desk) },
        subject: texts.titleOf(ticket) + inSubject,
        ...(message
          ? { messageId: idOfMail(message), inReplyTo: thread, references: thread }
          : { messageId: thread }),
        ...partsOf(ticket, message, { pack, isRead }),
      };
      await send({ ...mail, signal: stopped }).catch((error: unknown) => {
        throw deliveryErrorOf(
          error,
          `the mail server refuses the email address of ${ticket.desk}: check it under contacts in the network file of the content pack`,
        );
      });
      return { id: thread };
    },
    async fetchUpdates() {
      return undefined;
    },
  };

  /** Returns the parts of a mail that differ between the network's own helpdesk and other desks. */
  function partsOf(
    ticket: Ticket,
    message: TicketMessage | undefined,
    { pack, isRead }: { pack: Content; isRead: boolean },
  ): Omit<SendMailOptions, 'to'> {
    const texts = ticketTextsFor(pack, deskLanguage);
    const isOwn = ticket.desk === pack.network.helpdesk;
    const email = isOwn ? '' : emailOf(ticket);
    const body = isOwn
      ? mailToHelpdesk(texts, ticket, message, { base, isRead })
      : mailToOtherDesk(texts, { ...ticket, email }, message);
    return {
      text: toText(body),
      html: toHtml(body, texts.titleOf(ticket), texts.language),
      headers: { ...(isOwn && AUTOMATIC), ...correlationHeader() },
      ...(isRead && { replyTo: { name: '', address: from } }),
      ...(!isOwn && { replyTo: { name: '', address: email } }),
    };
  }
}

/** Returns the address of a desk. @throws DeliveryError where it has none. */
function addressOf({ network }: Content, desk: string): string {
  const address = network.contacts[desk]?.email;
  if (address) return address;
  throw new DeliveryError(
    `${desk} has no email address: set it under contacts in the network file of the content pack`,
    { isFinal: true },
  );
}

/** Returns the person's address. @throws DeliveryError where there is none, so that another desk could not answer. */
function emailOf({ email }: Ticket): string {
  if (email !== undefined && isEmail(email)) return email;
  throw new DeliveryError(
    'the person gave no usable email address, so a helpdesk outside the network could not answer; answer the ticket in the inbox',
    { isFinal: true },
  );
}
