import type { MailReading } from '../content/schema/words/mail-reading.ts';
import { footerCutter } from './cut-footers.ts';
import { languageDetector } from './detect-language.ts';
import { automaticFinder, isAutomaticByHeaders } from './find-automatic.ts';
import { headFinder, QUOTED } from './heads.ts';
import { htmlToText, isHtml } from './html-to-text.ts';
import type { Mail, ReadMail } from './mail.ts';
import { foldPhrase } from './phrases.ts';
import { splitThread } from './split-thread.ts';

/** In characters, and in lines: the rest of an email is quoted from earlier ones. */
const LONGEST = 100_000;
const MOST_LINES = 1000;
/** An email that was passed on more often is read no further. */
const MOST_PASSED_ON = 5;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
const LETTER = /\p{L}/u;
/** What stands in plain text where the HTML has a picture. */
const PICTURE = /\[(?:cid|image|inline image|https?):?[^[\]]{0,300}\]|<(?:image|img)[^<>]{0,100}\.\w{3,4}>/gi;
/** A header field of a raw email that was pasted with it. */
const RAW_FIELD = /^([A-Za-z][A-Za-z-]{1,40}):\s?(.{0,1000})$/;
const RAW_NAMES = new Set(['from', 'to', 'subject', 'date', 'return-path', 'auto-submitted', 'message-id']);
const PREFIX = /^\s*([\p{L}.]{1,16}(?: [\p{L}.]{1,8})?)\s?(?:\[\d{1,3}\])?\s?:\s*/u;
const TAGS = /^\s*(?:\[[^[\]]{0,40}\]\s*)+/;

/** Makes the function that reads an email: who wrote it, a person or a program, and what they wrote or passed on themselves. */
export function mailReader(words: MailReading): (mail: Mail) => ReadMail {
  const headsIn = headFinder(words);
  const { withoutNotices, withoutSignature } = footerCutter(words);
  const isAutomaticByWords = automaticFinder(words);
  const detectLanguage = languageDetector(words);
  const replies = new Set(words.subjects.replies.map(foldPhrase));
  const forwards = new Set(words.subjects.forwards.map(foldPhrase));

  /** Takes "Re: Fwd: …" away; the outermost says what this email is. */
  const readSubject = (asGiven: string): { bare: string; kind: 'reply' | 'forward' | undefined } => {
    let bare = asGiven.slice(0, 500).replace(TAGS, '');
    let kind: 'reply' | 'forward' | undefined;
    for (let prefix = PREFIX.exec(bare); prefix; prefix = PREFIX.exec(bare)) {
      const name = foldPhrase(prefix[1] ?? '');
      const own = forwards.has(name) ? 'forward' : replies.has(name) ? 'reply' : undefined;
      if (!own) break;
      kind ??= own;
      bare = bare.slice(prefix[0].length).replace(TAGS, '');
    }
    return { bare: bare.trim(), kind };
  };

  const ownTextOf = (lines: readonly string[]): string =>
    withoutSignature(lines)
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();

  /** Returns what the person wrote whose email was passed on, however often. */
  const passedOn = (lines: readonly string[], depth = 0): string => {
    const { own, earlier } = splitThread(lines, headsIn);
    const text = ownTextOf(own);
    if (LETTER.test(text) || earlier.length === 0 || depth >= MOST_PASSED_ON) return text;
    return passedOn(earlier, depth + 1);
  };

  return ({ text = '', html, subject, headers = {}, isReply = false, isFromPerson = false }) => {
    const given = html ?? text;
    const plain = html !== undefined || isHtml(text) ? htmlToText(given) : given;
    const raw = takeRawHeaders(linesOf(plain), subject);
    const fields = new Map([
      ...raw.fields,
      ...Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]),
    ]);
    const asGiven = subject ?? fields.get('subject') ?? '';
    const { bare, kind } = readSubject(asGiven);
    const lines = withoutNotices(raw.lines);
    const { own, earlier, isForward } = splitThread(lines, headsIn);
    const ownText = ownTextOf(own);
    const hasOwn = LETTER.test(ownText);
    const passesOn = isForward || kind === 'forward' || (!hasOwn && kind === undefined && !isQuoted(lines));
    const forwardedText = passesOn ? passedOn(earlier) : '';
    const written = [ownText, forwardedText].filter(Boolean);
    return {
      automatic:
        !isFromPerson &&
        (isAutomaticByHeaders(fields) ||
          isAutomaticByWords(
            kind === undefined ? asGiven : '',
            topOf(raw.lines, earlier.length, isForward),
            isReply,
          )),
      subject: bare,
      isSubjectOfOther: kind !== undefined,
      ownText,
      forwardedText,
      language: detectLanguage(written.join('\n')),
    };
  };
}

/** Returns everything above an earlier email, with rules and signatures, by which programs are recognised. */
function topOf(lines: readonly string[], below: number, isForward: boolean): string {
  const unquoted = lines.filter((line) => !QUOTED.test(line));
  const end = isForward || unquoted.length === lines.length ? lines.length - below : unquoted.length;
  return unquoted.slice(0, Math.max(0, end)).join('\n');
}

/** Checks whether there is nothing but quoted lines, as in an answer that was sent by mistake. */
function isQuoted(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '' || QUOTED.test(line));
}

function linesOf(text: string): string[] {
  return text
    .slice(0, LONGEST)
    .replace(INVISIBLE, '')
    .replace(PICTURE, '')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/\r\n?/g, '\n')
    .split('\n', MOST_LINES);
}

/** Separates the header fields that were sent with the text, as they are in a raw email. */
function takeRawHeaders(
  lines: readonly string[],
  subject: string | undefined,
): { lines: readonly string[]; fields: Map<string, string> } {
  const fields = new Map<string, string>();
  const start = lines.findIndex((line) => line.trim() !== '');
  let end = Math.max(0, start);
  for (; end < lines.length && end - start < 60; end++) {
    const [, name = '', value = ''] = RAW_FIELD.exec(lines[end] ?? '') ?? [];
    if (name !== '') fields.set(name.toLowerCase(), value.trim());
    else if (fields.size === 0 || !/^\s+\S/.test(lines[end] ?? '')) break;
  }
  const known = [...fields.keys()].filter((name) => RAW_NAMES.has(name));
  // Where the subject is given besides, such a head belongs to an email that is passed on.
  const isOwn =
    subject === undefined && (known.length >= 2 || fields.has('subject')) && fields.has('subject');
  return isOwn ? { lines: lines.slice(end), fields } : { lines, fields: new Map() };
}
