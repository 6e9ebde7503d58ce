import type { MailConfig } from '../../../config/helpdesk-config.ts';
import type { Content } from '../../../content/content.ts';
import { isEmail } from '../../../lib/email-address.ts';
import type { OutboxHandler } from '../../outbox/outbox.ts';
import { toHtml, toText } from '../message-body.ts';
import { ticketTextsFor } from '../ticket-texts.ts';
import { deliveryErrorOf } from './errors.ts';
import { AUTOMATIC, correlationHeader, messageIdsOf } from './headers.ts';
import { copyForPerson } from './mails.ts';
import { smtpSender } from './smtp.ts';

interface CopyOptions {
  /** Returns the content pack that counts now. */
  content: () => Content;
  timeoutMs?: number;
}

/**
 * Returns the handler that sends a person a copy of what was passed on for them to a desk outside the network. It is a mail of
 * its own and not a Cc: the desk's mail asks to be answered, to the person, and an absence note of theirs would come back to them.
 */
export function copyHandler(config: MailConfig, { content, timeoutMs }: CopyOptions): OutboxHandler {
  const { from } = config;
  const send = smtpSender(config, timeoutMs);
  const idOf = messageIdsOf(from);
  return async (ticket, { item }, stopped) => {
    const { email, number } = ticket;
    if (email === undefined || !isEmail(email)) return undefined;
    const message = ticket.messages.find(({ id }) => id === item.message);
    const texts = ticketTextsFor(content(), ticket.language);
    const title = texts.titleOf(ticket);
    const body = copyForPerson(texts, ticket, message);
    const thread = idOf(`${number}.copy`);
    const mail = {
      from: { name: texts.say(texts.mail.sender), address: from },
      to: { name: '', address: email },
      subject: texts.say(texts.mail.copy.subject, { title }),
      ...(message
        ? { messageId: idOf(`${number}.${message.id}.copy`), inReplyTo: thread, references: thread }
        : { messageId: thread }),
      text: toText(body),
      html: toHtml(body, title, texts.language),
      headers: { ...AUTOMATIC, ...correlationHeader() },
    };
    await send({ ...mail, signal: stopped }).catch((error: unknown) => {
      throw deliveryErrorOf(
        error,
        'the mail server refuses the address that the person gave: it may be misspelt',
      );
    });
    return undefined;
  };
}
