import type { Say } from '../content/format-message.ts';
import type { MailTexts } from '../content/schema/mail-texts.ts';
import { FOLDER } from './mailbox/folder.ts';
import type { TicketMessage } from './ticket.ts';

/** Returns what stands beside a message that came by email: who wrote it, and what of it is not kept. */
export function mailNotes(
  { byEmail, by }: TicketMessage,
  { byEmail: texts }: MailTexts,
  { say, language }: { say: Say; language: string },
): string[] {
  if (!byEmail) return [];
  const { isFromOther, files = [], unread } = byEmail;
  const names = files.map(({ name, bytes }) => `${name} (${kilobytes(bytes, language)})`);
  const values = { folder: FOLDER, count: files.length, files: names.join(', ') };
  return [
    say(by === 'person' && isFromOther ? texts.otherAddress : texts.person),
    ...(files.length > 0 ? [say(texts.files, values)] : []),
    ...(unread ? [say(texts[unread], values)] : []),
  ];
}

/** Returns the size of a file as people read it. */
function kilobytes(bytes: number, language: string): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  });
  return format.format(Math.max(1, bytes / 1000));
}
