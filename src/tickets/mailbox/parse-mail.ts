import { createHash } from 'node:crypto';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { comparableAddress } from '../../lib/email-address.ts';

/** In bytes: what is larger is not read, but stays in the mailbox. */
export const LARGEST_MAIL = 5 * 1024 * 1024;
/** No mail program nests deeper; a parser that went on would be busy with one email. */
const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true };
/** In bytes: a smaller picture between the words is the logo of a signature. */
const LARGEST_LOGO = 20_000;
/** The parts of a report that say what was not delivered, and in bytes how much of each is read. */
const REPORTED = /^(message\/|text\/)/;
const LONGEST_REPORT = 100_000;

/** An email as it is in the mailbox. */
export interface ArrivedMail {
  /** The email, or its beginning where it is larger than what is read. */
  source: Uint8Array;
  /** The size of the whole email in bytes. */
  bytes: number;
}

/** An email in its parts. */
export interface ParsedMail {
  /** The hash of its Message-ID; of its header where it has none. */
  id: string;
  /** The address of its writer, as addresses are compared; empty where there is none. */
  from: string;
  subject: string;
  /** The ids of the emails that it answers. */
  references: string;
  headers: Record<string, string>;
  text: string | undefined;
  html: string | undefined;
  files: { name: string; bytes: number }[];
  /** True where a mail server wrote it about an email that it has not delivered. */
  isReport: boolean;
  /** The words of such a report, with the header of the email that it is about. */
  report: string;
  isTooLarge: boolean;
}

/** Reads an email, or only its header; undefined where it cannot be read. */
export async function parseMail({ source, bytes }: ArrivedMail): Promise<ParsedMail | undefined> {
  const email = await PostalMime.parse(source, LIMITS).catch(() => undefined);
  if (!email) return undefined;
  // The last field of a name counts, but a mail server writes its own above those of the sender.
  const headers = Object.fromEntries([...email.headers].reverse().map(({ key, value }) => [key, value]));
  return {
    id: createHash('sha256')
      .update(email.messageId ?? JSON.stringify(email.headers))
      .digest('base64url'),
    from: comparableAddress(email.from?.address ?? ''),
    subject: email.subject ?? '',
    references: `${email.inReplyTo ?? ''} ${email.references ?? ''}`,
    headers,
    text: email.text,
    html: email.html,
    files: email.attachments.filter(isFile).map((file) => ({ name: nameOf(file), bytes: sizeOf(file) })),
    isReport: isReport(headers),
    report: isReport(headers) ? reportIn(email) : '',
    isTooLarge: bytes > LARGEST_MAIL,
  };
}

/** Checks whether a mail server wrote an email about another; a receipt that it was read has the same form. */
function isReport(headers: Readonly<Record<string, string>>): boolean {
  const type = headers['content-type'] ?? '';
  return (
    (/^multipart\/report/i.test(type) && !/disposition-notification|feedback-report/i.test(type)) ||
    headers['x-failed-recipients'] !== undefined ||
    /\b(mailer-daemon|postmaster)@/i.test(headers.from ?? '')
  );
}

function reportIn({ text = '', attachments }: Email): string {
  const parts = attachments.filter(({ mimeType }) => REPORTED.test(mimeType)).map(textOf);
  return [text.slice(0, LONGEST_REPORT), ...parts].join('\n');
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content.slice(0, LONGEST_REPORT);
  return new TextDecoder('latin1').decode(content.slice(0, LONGEST_REPORT));
}

function isFile(file: Attachment): boolean {
  return !file.related || sizeOf(file) > LARGEST_LOGO;
}

function nameOf({ filename, mimeType }: Attachment): string {
  return filename ?? mimeType;
}

function sizeOf({ content }: Attachment): number {
  return typeof content === 'string' ? content.length : content.byteLength;
}
