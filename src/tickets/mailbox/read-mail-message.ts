import { type Content, textsOf } from '../../content/content.ts';
import type { SensitiveKind } from '../../content/schema/words/sensitive-words.ts';
import { oncePerObject } from '../../lib/once-per-key.ts';
import { htmlToText } from '../../mail-reading/html-to-text.ts';
import { answerReader } from '../../mail-reading/read-answer.ts';
import { mailReader } from '../../mail-reading/read-mail.ts';
import { NOT_IN_ANSWERS, replaceFindings, sensitiveFinder } from '../../redaction/find-sensitive.ts';
import { shorten } from '../shorten.ts';
import type { ByEmail } from '../ticket.ts';
import type { MailMessage } from './add-to-ticket.ts';
import type { ParsedMail } from './parse-mail.ts';

/** In characters, of a message that came by email, and of the name of a file. */
const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 80;
/** More files are not named. */
const MOST_FILES = 20;
/** Marks of mailing lists and of programs that ask for no answer, in ticket systems and in Exchange. */
const LIST_OR_PROGRAM = /^(list|bulk|junk|auto_reply)/i;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

const readersOf = oncePerObject(({ mailReading }: Content) => ({
  readMail: mailReader(mailReading),
  readAnswer: answerReader(mailReading),
}));

/** Checks whether a program wrote an email: then it is no answer, whatever it says. */
export function isAutomatic({ text, html, subject, headers }: ParsedMail, content: Content): boolean {
  if (headers['list-id'] !== undefined || LIST_OR_PROGRAM.test(headers.precedence ?? '')) return true;
  if (/\ball\b/i.test(headers['x-auto-response-suppress'] ?? '')) return true;
  return readersOf(content).readMail({ text, html, subject, headers, isReply: true }).automatic;
}

/** Reads what the person wrote, or passed on, without the emails below and without secrets and patient data. */
export function personsMessage(mail: ParsedMail, content: Content, language: string): MailMessage {
  const { text, html, subject, headers } = mail;
  const { ownText, forwardedText } = readersOf(content).readMail({ text, html, subject, headers });
  const written = [ownText, forwardedText].filter((part) => LETTER_OR_DIGIT.test(part)).join('\n\n');
  const guard = guardFor(content, language);
  return messageOf(mail, guard(written), guard);
}

/** Reads what an agent answers, without what an inbox would not send either. */
export function agentsMessage(mail: ParsedMail, content: Content, language: string): MailMessage {
  const { text = '', html } = mail;
  const answer = readersOf(content).readAnswer(html === undefined ? text : htmlToText(html));
  const guard = guardFor(content, language, NOT_IN_ANSWERS);
  return messageOf(mail, guard(answer), guard);
}

/** Returns the message of an email of which only the files count, as nothing proves who wrote it. */
export function filesOnly(mail: ParsedMail, content: Content, language: string): MailMessage {
  const guard = guardFor(content, language);
  const { byEmail } = messageOf(mail, '', guard);
  return { text: '', byEmail: { ...byEmail, unread: 'onlyFiles' } };
}

type Guard = (text: string) => string;

/** Returns what replaces secrets and patient data in a text. */
function guardFor(content: Content, language: string, kinds?: readonly SensitiveKind[]): Guard {
  const { removed } = textsOf(content, language).messages;
  const find = sensitiveFinder(content);
  return (text) => {
    const findings = find(text).filter(({ kind }) => kinds?.includes(kind) ?? true);
    return replaceFindings(text, findings, (kind) => removed[kind].stoodHere);
  };
}

function messageOf({ files, isTooLarge }: ParsedMail, text: string, guard: Guard): MailMessage {
  const kept = files.slice(0, MOST_FILES).map(({ name, bytes }) => ({
    name: guard(shorten(name.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim(), LONGEST_NAME)),
    bytes,
  }));
  const unread = isTooLarge ? 'tooLarge' : text === '' && kept.length === 0 ? 'noWords' : undefined;
  const byEmail: ByEmail = { ...(kept.length > 0 && { files: kept }), ...(unread && { unread }) };
  return { text: isTooLarge ? '' : shorten(text, LONGEST_TEXT), byEmail };
}
