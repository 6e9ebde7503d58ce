import type { MailConfig } from '../../config/helpdesk-config.ts';
import { once } from '../../lib/once.ts';
import { deliveryErrorOf } from '../systems/email/errors.ts';
import { AUTOMATIC, correlationHeader, messageIdsOf } from '../systems/email/headers.ts';
import { type MessageBody, toHtml, toText } from '../systems/message-body.ts';

/** A mail that the assistant writes by itself. */
interface Mail {
  to: string;
  /** The name beside the address that it comes from. */
  sender: string;
  subject: string;
  body: MessageBody;
  language: string;
  /** The part of its Message-ID before the @: mail servers and programs recognise a mail that is sent again by it. */
  id: string;
  /** The same of the earlier mails in its thread, the oldest first. */
  earlier?: readonly string[];
  /** The address that a reply goes to, where it is not the one that the mail comes from. */
  replyTo?: string | undefined;
}

/** Sends a mail, until the signal is aborted. @throws DeliveryError */
export type SendMail = (mail: Mail, about: { recipient: string; stopped: AbortSignal }) => Promise<void>;

/** Returns the function that sends mails in the name of the assistant; the mail library is loaded with the first. */
export function openMailer(config: MailConfig): SendMail {
  const { from } = config;
  const idOf = messageIdsOf(from);
  const sender = once(async () => (await import('../systems/email/smtp.ts')).smtpSender(config));
  return async (mail, { recipient, stopped }) => {
    const { to, subject, body, language, earlier = [] } = mail;
    const send = await sender();
    const sent = send({
      from: { name: mail.sender, address: from },
      to: { name: '', address: to },
      replyTo: { name: '', address: mail.replyTo ?? from },
      subject,
      text: toText(body),
      html: toHtml(body, subject, language),
      messageId: idOf(mail.id),
      ...threadOf(earlier.map(idOf)),
      headers: { ...AUTOMATIC, ...correlationHeader() },
      signal: stopped,
    });
    await sent.catch((error: unknown) => {
      throw deliveryErrorOf(error, `the mail server refuses ${recipient}`);
    });
  };
}

function threadOf(ids: readonly string[]): { inReplyTo?: string; references?: string } {
  const last = ids.at(-1);
  return last === undefined ? {} : { inReplyTo: last, references: ids.join(' ') };
}
