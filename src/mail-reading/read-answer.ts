import type { MailReading } from '../content/schema/words/mail-reading.ts';
import { firstFilled, headFinder, QUOTED } from './heads.ts';
import { beginningAmong, foldPhrase } from './phrases.ts';

/** In characters: the line with which somebody takes leave is no longer. */
const LONGEST_CLOSING = 80;
/** The greatest number of lines of a signature; where more follow, it was no closing. */
const LONGEST_SIGNATURE = 12;
const SIGNATURE = /^--\s*$/;
const RULE = /^\s*([_=*-])\1{4,}\s*$/;
const LETTER = /\p{L}/u;
/** What follows the closing in its line: nothing, or names. */
const NAMES = /^[\s,.!–-]*(?:\p{Lu}[\p{L}.'’-]{0,30}[\s,.]*){0,5}$/u;

interface AnswerOptions {
  /** True where the writer quotes on purpose, since no mail program has: only what an earlier email is said to hold is cut. */
  keepsQuotes?: boolean;
}

/**
 * Makes the function that returns what somebody at the helpdesk has answered, without the email quoted below and without their
 * signature. It cuts less than what reads emails: a sentence too many does less harm here than one that is missing.
 */
export function answerReader(words: MailReading): (text: string, options?: AnswerOptions) => string {
  const headsIn = headFinder(words);
  const closingIn = beginningAmong(words.footers.closings);
  const isDevice = beginningAmong(words.footers.devices);
  const isPostscript = beginningAmong(words.footers.postscripts);

  const isClosing = (line: string): boolean => {
    const bare = line.trim();
    const folded = bare.length <= LONGEST_CLOSING ? foldPhrase(bare) : '';
    const closing = folded === '' ? '' : closingIn(folded);
    const following = bare.split(/\s+/).slice(closing.split(' ').length).join(' ');
    return closing !== '' && NAMES.test(following);
  };

  const withoutEarlier = (lines: readonly string[], keepsQuotes: boolean): string[] => {
    const headAt = headsIn(lines);
    const own: string[] = [];
    let isUnderHead = false;
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (QUOTED.test(line)) {
        if (keepsQuotes && !isUnderHead) own.push(line);
        continue;
      }
      const head = headAt(at);
      if (head && !head.isForward && QUOTED.test(firstFilled(lines, head.end))) {
        isUnderHead = true;
        at = head.end - 1;
        continue;
      }
      if (head) return withoutRule(own);
      if (SIGNATURE.test(line) && own.some((each) => LETTER.test(each))) return own;
      own.push(line);
    }
    return own;
  };

  const withoutSignature = (lines: readonly string[]): string[] => {
    const own = lines.filter((line) => isDevice(foldPhrase(line.slice(0, 200))) === '');
    const first = own.findIndex((line) => LETTER.test(line));
    const end = own.findIndex((line, at) => {
      if (at <= first || !isClosing(line)) return false;
      const below = own.slice(at + 1).filter((each) => each.trim() !== '');
      return below.length <= LONGEST_SIGNATURE && !below.some((each) => each.includes('?'));
    });
    if (end < 0) return own;
    const note = own.findIndex((line, at) => at > end && isPostscript(foldPhrase(line.slice(0, 200))) !== '');
    return [...own.slice(0, end), ...(note < 0 ? [] : ['', ...own.slice(note)])];
  };

  return (text, { keepsQuotes = false } = {}) => {
    const lines = text.replace(/\r\n?/g, '\n').split('\n');
    const said = withoutSignature(withoutEarlier(lines, keepsQuotes)).join('\n').trim();
    // Of nothing but a quotation, somebody meant to send that.
    return LETTER.test(said) ? said : text.trim();
  };
}

/** Takes away the line that some programs draw above an earlier email. */
function withoutRule(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return RULE.test(lines[last] ?? '') ? lines.slice(0, last) : [...lines];
}
