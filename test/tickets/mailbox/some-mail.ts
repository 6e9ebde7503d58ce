import { replyToken, type TokenReader } from '../../../src/tickets/reply-token.ts';

export const SECRET = 'a secret that is long enough for every test of mails';
export const NUMBER = 'KMR-FTZ';
export const PERSON = 'ada@hospital.example';
export const AGENT = 'robin@network.example.org';
export const OURS = 'assistant@example.org';

/** Returns how an email names the ticket: "[KMR-FTZ.hbdk…]". */
export function tag(reader: TokenReader = 'person', number = NUMBER): string {
  return `[${replyToken(SECRET, number, reader)}]`;
}

interface MailParts {
  from?: string;
  subject?: string;
  headers?: readonly string[];
  body?: string;
  id?: string;
}

let count = 0;

/** Returns an email as a mail server has it, to the assistant. */
export function someMail({
  from = `Ada Berg <${PERSON}>`,
  subject = `Re: Your question ${tag()}`,
  headers = ['Content-Type: text/plain; charset=utf-8'],
  body = 'The button is still grey.',
  id = `<${++count}@mail.hospital.example>`,
}: MailParts = {}): string {
  return [
    `From: ${from}`,
    `To: ${OURS}`,
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    'Date: Wed, 25 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    ...headers,
    '',
    body,
  ].join('\r\n');
}

/** Returns an email of several parts. */
export function mailOfParts(
  parts: readonly { headers: readonly string[]; body: string }[],
  { headers = [], kind = 'mixed', ...mail }: MailParts & { kind?: string } = {},
): string {
  const drawn = parts.map((part) => ['--edge', ...part.headers, '', part.body].join('\r\n'));
  return someMail({
    ...mail,
    headers: [...headers, `Content-Type: multipart/${kind}; boundary="edge"`],
    body: [...drawn, '--edge--', ''].join('\r\n'),
  });
}

/** Returns the report of a mail server that an email of ours has not arrived. */
export function bounce(
  messageId: string,
  { action = 'failed', status = '5.1.1' }: { action?: string; status?: string } = {},
): string {
  return mailOfParts(
    [
      {
        headers: ['Content-Type: text/plain; charset=us-ascii'],
        body: 'This is the mail system at host mail.example.org. I am sorry to have to inform you that your message could not be delivered.',
      },
      {
        headers: ['Content-Type: message/delivery-status'],
        body: `Reporting-MTA: dns; mail.example.org\r\n\r\nFinal-Recipient: rfc822; ${PERSON}\r\nAction: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 no such user`,
      },
      {
        headers: ['Content-Type: text/rfc822-headers'],
        body: `From: ${OURS}\r\nTo: ${PERSON}\r\nMessage-ID: ${messageId}\r\nSubject: Your question`,
      },
    ],
    {
      from: 'Mail Delivery System <MAILER-DAEMON@mail.example.org>',
      subject: 'Undelivered Mail Returned to Sender',
      kind: 'report; report-type=delivery-status',
      headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
    },
  );
}
