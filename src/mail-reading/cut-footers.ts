import type { MailReading } from '../content/schema/words/mail-reading.ts';
import { QUOTED } from './heads.ts';
import { beginningAmong, foldPhrase } from './phrases.ts';

/** In characters: a greeting at the end stands in a line of its own. */
const LONGEST_CLOSING = 60;
const LONGEST_THANKS = 40;
/** The greatest number of lines that follow thanks as a signature. */
const MOST_AFTER_THANKS = 8;
const SENTENCE_ENDS = ['. ', '? ', '! '];
const LETTER = /\p{L}/u;

/** Makes the functions that take away what stands in every email of somebody: notices, and the end with the name. */
export function footerCutter({ footers }: MailReading): {
  withoutNotices: (lines: readonly string[]) => string[];
  withoutSignature: (lines: readonly string[]) => string[];
} {
  const notices = footers.notices.map(foldPhrase);
  const isClosing = beginningAmong(footers.closings);
  const thanksIn = beginningAmong(footers.thanks);
  const isDevice = beginningAmong(footers.devices);
  const isPostscript = beginningAmong(footers.postscripts);

  /** Returns the part of a line above a notice; undefined where there is no notice in it. */
  const aboveNotice = (line: string): string | undefined => {
    const folded = line.toLowerCase().replace(/[’‘`´]/g, "'");
    const places = notices.map((notice) => folded.indexOf(notice)).filter((place) => place >= 0);
    if (places.length === 0) return undefined;
    const place = Math.min(...places);
    // Somebody may ask about such a notice.
    if (line.includes('?', place)) return undefined;
    const ends = SENTENCE_ENDS.map((mark) => line.lastIndexOf(mark, place));
    return folded.length === line.length ? line.slice(0, Math.max(...ends) + 1) : '';
  };

  const isThanks = (line: string): boolean => {
    const folded = foldPhrase(line);
    const thanks = folded.length <= LONGEST_THANKS ? thanksIn(folded) : '';
    const more = folded.slice(thanks.length).replace(/^[\s,.!]+/, '');
    return thanks !== '' && !/[.?!]\s/.test(more) && more.split(' ').length <= 3;
  };

  /** Takes "Regards, Jo" away at the end of a line that says more. */
  const withoutClosing = (line: string): string => {
    const tail = line.slice(-LONGEST_CLOSING);
    const [cut] = Array.from(tail.matchAll(/[.?!,]\s+/g), ({ 0: gap, index }) => index + gap.length)
      .filter((at) => !tail.includes('?', at) && isClosing(foldPhrase(tail.slice(at))) !== '')
      .map((at) => line.length - tail.length + at);
    return cut === undefined ? line : line.slice(0, cut).trimEnd();
  };

  return {
    withoutNotices: (lines) => {
      let isNotice = false;
      return lines.map((line) => {
        if (line.trim() === '' || QUOTED.test(line)) isNotice = false;
        if (isNotice) return '';
        const above = aboveNotice(line);
        isNotice = above !== undefined;
        return above ?? line;
      });
    },

    withoutSignature: (lines) => {
      const own = lines.filter((line) => isDevice(foldPhrase(line.slice(0, 200))) === '').map(withoutClosing);
      const first = own.findIndex((line) => LETTER.test(line));
      const end = own.findIndex((line, at) => {
        if (at <= first || line.includes('?')) return false;
        const folded = line.length <= LONGEST_CLOSING * 2 ? foldPhrase(line) : '';
        if (folded !== '' && folded.length <= LONGEST_CLOSING && isClosing(folded) !== '') return true;
        if (folded === '' || !isThanks(line)) return false;
        const below = own.slice(at + 1).filter((each) => each.trim() !== '');
        return below.length <= MOST_AFTER_THANKS && !below.some((each) => each.includes('?'));
      });
      if (end < 0) return own;
      const note = own.findIndex(
        (line, at) => at > end && isPostscript(foldPhrase(line.slice(0, 200))) !== '',
      );
      return [...own.slice(0, end), ...(note < 0 ? [] : ['', ...own.slice(note)])];
    },
  };
}
