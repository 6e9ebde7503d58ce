import type { SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import { isEmail } from '../../../lib/email-address.ts';
import type { Ticket, TicketMessage } from '../../ticket.ts';
import { toHtml, toText } from '../message-body.ts';
import { DeliveryError, type TicketSystem } from '../ticket-system.ts';
import { ticketTextsFor } from '../ticket-texts.ts';
import { deliveryErrorOf } from './errors.ts';
import { AUTOMATIC, correlationHeader } from './headers.ts';
import { mailToHelpdesk, mailToOtherDesk } from './mails.ts';
import { smtpSender } from './smtp.ts';

const NAME = 'email';
const TIMEOUT_MS = 30_000;

export interface EmailOptions {
  /** Returns the content pack that counts now. */
  content: () => Content;
  /** The address under which people reach the assistant; undefined where only this machine does. */
  base: string | undefined;
  timeoutMs?: number;
}

/**
 * Sends tickets to their desk by email. A mail whose confirmation was lost is sent again under the same Message-ID, by which
 * mail servers and programs recognise it.
 */
export function openEmail(
  { url, from }: MailConfig,
  { content, base, timeoutMs = TIMEOUT_MS }: EmailOptions,
): TicketSystem {
  const send = smtpSender(url, timeoutMs);
  const host = from.slice(from.lastIndexOf('@') + 1);
  const idOf = ({ number }: Ticket, message?: TicketMessage) =>
    `<${message ? `${number}.${message.id}` : number}@${host}>`;

  return {
    name: NAME,
    async deliver({ ticket, message }, stopped) {
      const pack = content();
      const texts = ticketTextsFor(pack);
      const thread = ticket.elsewhere[NAME]?.id ?? idOf(ticket);
      const mail: SendMailOptions = {
        from: { name: texts.say(texts.mail.sender), address: from },
        to: { name: texts.deskName(ticket.desk), address: addressOf(pack, ticket.desk) },
        subject: texts.titleOf(ticket),
        ...(message
          ? { messageId: idOf(ticket, message), inReplyTo: thread, references: thread }
          : { messageId: thread }),
        ...partsOf(ticket, message, pack),
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
  function partsOf(ticket: Ticket, message: TicketMessage | undefined, pack: Content): SendMailOptions {
    const texts = ticketTextsFor(pack);
    const isOwn = ticket.desk === pack.network.helpdesk;
    const email = isOwn ? '' : emailOf(ticket);
    const body = isOwn
      ? mailToHelpdesk(texts, ticket, message, base)
      : mailToOtherDesk(texts, { ...ticket, email }, message);
    return {
      text: toText(body),
      html: toHtml(body, texts.titleOf(ticket), texts.language),
      headers: { ...(isOwn && AUTOMATIC), ...correlationHeader() },
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
