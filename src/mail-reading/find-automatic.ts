import type { MailReading } from '../content/schema/words/mail-reading.ts';
import { beginningAmong, containsOne, foldPhrase } from './phrases.ts';

/** In characters: programs say at the beginning, or at the end of a page or two, what they are. */
const READ = 20_000;
/** In characters: an answer to an invitation says little more than that. */
const LONGEST_RECEIPT = 400;
/** In words: a shorter text that says "your request was rejected" may be what somebody saw on the screen. */
const SHORTEST_NOTICE = 12;
/** Names of addresses that nobody reads, or from which nobody writes. */
const NOBODY = /\b(no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?)[^\s@]{0,40}@/i;

/** Checks by an email's header fields whether a program sent it (RFC 3834, RFC 2369 and the older habits). */
export function isAutomaticByHeaders(headers: ReadonlyMap<string, string>): boolean {
  const field = (name: string): string => (headers.get(name) ?? '').trim().toLowerCase();
  const submitted = field('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (/^(bulk|junk|auto_reply)/.test(field('precedence'))) return true;
  if (headers.has('return-path') && field('return-path') === '<>') return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-failed-recipients', 'x-auto-reply'].some((name) => headers.has(name))
  )
    return true;
  if (/^(multipart\/report|text\/calendar|message\/delivery-status)/.test(field('content-type'))) return true;
  if (field('content-class').includes('calendarmessage')) return true;
  // A mailing list that people can write to names where; the same list's newsletter has only a way to leave it.
  const isLeft = headers.has('list-unsubscribe');
  const isWrittenTo = headers.has('list-post') && field('list-post') !== 'no';
  if (isLeft && (!isWrittenTo || headers.has('list-unsubscribe-post'))) return true;
  return NOBODY.test(field('from')) || NOBODY.test(field('sender'));
}

/** Makes the function that checks by the wording whether a program wrote an email, given all that stands above earlier emails. */
export function automaticFinder({
  subjects,
  automatic,
}: MailReading): (subject: string, top: string, isReply?: boolean) => boolean {
  const subjectBegins = beginningAmong(subjects.automatic);
  const receiptIn = beginningAmong(subjects.receipts);
  const saysAlways = containsOne(automatic.always);
  const saysUnasked = containsOne(automatic.unasked);
  const readers = new Set(automatic.readers.map(foldPhrase));
  const writers = new Set(automatic.writers.map(foldPhrase));

  /** "Your order was refused by …": nobody asks for anything or says "I"; what somebody cites does not count. */
  const isNotice = (written: string): boolean => {
    const uncited = written.replace(/"[^"]{0,300}"|“[^”]{0,300}”|«[^»]{0,300}»/g, ' ');
    const words = uncited.match(/[\p{L}']+/gu) ?? [];
    if (words.length < SHORTEST_NOTICE || words.some((word) => writers.has(word))) return false;
    return words.some((word) => readers.has(word));
  };

  const isAutomaticSubject = (subject: string): boolean =>
    subjectBegins(foldPhrase(subject).replace(/^(\[[^[\]]{0,40}\]\s*)+/, '')) !== '';

  return (subject, top, isReply = false) => {
    const written = foldPhrase(top.slice(0, READ));
    const [first = ''] = top.trimStart().split('\n', 1);
    if (isAutomaticSubject(subject)) return true;
    if (first.includes(':') && isAutomaticSubject(first.slice(0, 200))) return true;
    if (saysAlways(written)) return true;
    if (written.includes('?')) return false;
    const folded = foldPhrase(subject);
    const receipt = receiptIn(folded);
    const isReceipt = receipt !== '' && /^\s?:/.test(folded.slice(receipt.length));
    if (isReceipt && written.length <= LONGEST_RECEIPT) return true;
    return saysUnasked(written) || (!isReply && isNotice(written));
  };
}
