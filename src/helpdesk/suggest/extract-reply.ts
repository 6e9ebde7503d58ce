/**
 * Extracts the writer's own words from a mail, by marks of mail programs that are the same in every language: ">" before quoted
 * lines, "-- " before a signature (RFC 3676), a ruled line, the header of an earlier mail ("From: …", "Sent: …"), or a line that
 * says who wrote when. No package reads mails in more than a handful of languages.
 */

const QUOTED = /^\s*>/;
const SIGNATURE = /^--\s*$/;
const RULE = /^(_{5,}|={5,}|\*{5,})$/;
/** "-----Original Message-----". */
const DASHES = '---';
/** "From: …", "Gesendet: …": a word or two, a colon, and something after it. */
const HEADER = /^\s*\*?\p{L}[\p{L} -]{0,20}:\*?\s+\S/u;
/** As long as addresses are: without a limit a long line would be searched from each of its letters to its end. */
const ADDRESS = /[^\s<>@]{1,64}@[^\s<>@]{1,250}\.[^\s<>@]/u;
/** The form in a line that says who wrote; people who mention an address write it without brackets. */
const IN_BRACKETS = /<[^\s<>@]{1,64}@[^\s<>@]{1,255}>/;
const DATE_OR_TIME = /\b(19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b/;
/** The least number of lines in the header of an earlier mail: a sender and a date or a subject. */
const HEAD_LINES = 2;
/** The greatest number of such lines, with copies and attachments. */
const LONGEST_HEAD = 12;

/** Returns the writer's own words, or those of the mail inside where it was forwarded without a word. */
export function extractReply(mail: string): string {
  const lines = mail.replace(/\r\n?/g, '\n').split('\n');
  const kept: string[] = [];
  let hasWords = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (QUOTED.test(line)) continue;
    const behind = endOfHead(lines, at);
    if (behind === undefined && !SIGNATURE.test(line) && !isRule(line)) {
      kept.push(line);
      hasWords ||= hasLetters(line);
    } else if (behind !== undefined && QUOTED.test(firstFilled(lines, behind))) at = behind - 1;
    else if (hasWords) break;
    else at = (behind ?? at + 1) - 1;
  }
  return kept.join('\n').trim();
}

/** Checks for a ruled line without a pattern for the dashes, which would take hours over a long line of them. */
function isRule(line: string): boolean {
  const drawn = line.trim();
  const isNamed = drawn.startsWith(DASHES) && drawn.endsWith(DASHES) && drawn.length >= 2 * DASHES.length;
  return isNamed || RULE.test(drawn);
}

/** Returns the index of the line after the header of an earlier mail, where one begins here. */
function endOfHead(lines: readonly string[], at: number): number | undefined {
  return endOfHeaders(lines, at) ?? endOfAttribution(lines, at);
}

function endOfHeaders(lines: readonly string[], at: number): number | undefined {
  let end = at;
  while (end - at < LONGEST_HEAD && HEADER.test(lines[end] ?? '')) end++;
  const head = lines.slice(at, end).join('\n');
  return end - at >= HEAD_LINES && ADDRESS.test(head) && DATE_OR_TIME.test(head) ? end : undefined;
}

/** "On Tue, 4 Mar 2025 at 09:12, A <a@b.org> wrote:", which some programs break into two lines. */
function endOfAttribution(lines: readonly string[], at: number): number | undefined {
  const isAttribution = (from: number, end: number): boolean => {
    const words = lines.slice(from, end).join(' ').trim();
    if (!words.endsWith(':') || !DATE_OR_TIME.test(words)) return false;
    return IN_BRACKETS.test(words) || QUOTED.test(firstFilled(lines, end));
  };
  if (isAttribution(at, at + 1)) return at + 1;
  const isBroken = DATE_OR_TIME.test(lines[at] ?? '') && !isAttribution(at + 1, at + 2);
  return isBroken && isAttribution(at, at + 2) ? at + 2 : undefined;
}

function firstFilled(lines: readonly string[], from: number): string {
  let at = from;
  while (at < lines.length && lines[at]?.trim() === '') at++;
  return lines[at] ?? '';
}

function hasLetters(line: string): boolean {
  return /\p{L}/u.test(line);
}
