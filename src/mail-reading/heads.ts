import type { MailReading } from '../content/schema/words/mail-reading.ts';
import { beginningAmong, containsOne, foldPhrase } from './phrases.ts';

/** What a line at the head of an email says. */
type Field = 'from' | 'sent' | 'to' | 'subject';

/** The head of an earlier email, or what else stands above one. */
interface Head {
  /** The index of the line after it. */
  end: number;
  /** True where it says that the email is passed on. */
  isForward: boolean;
}

/** Reads the lines of an email once, and returns the function that finds the head that begins at one of them. */
export type HeadsIn = (lines: readonly string[]) => (at: number) => Head | undefined;

export const QUOTED = /^\s*>/;

/** Returns a quoted line without its mark. */
export function withoutMark(line: string): string {
  return line.replace(/^\s*> ?/, '');
}

/** "-----Original Message-----". */
const DASHES = '---';
/** "From: …", "*Gesendet:* …", "De : …". */
const NAMED = /^[\s*]*(\p{L}[\p{L} .'()-]{0,25}?)\s?\*?\s?:\*?(?:\s|$)/u;
/** As long as addresses are: without a limit a long line would be searched from each of its letters to its end. */
const ADDRESS = /[^\s<>@]{1,64}@[^\s<>@]{1,250}\.[^\s<>@]/u;
/** The form in a line that says who wrote; people who mention an address write it without brackets. */
const IN_BRACKETS = /<[^\s<>@]{1,64}@[^\s<>@]{1,255}>|\[mailto:/;
const DATE_OR_TIME = /\b(19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b/;
/** The greatest number of lines at the head, with copies and attachments. */
const LONGEST_HEAD = 16;
/** The number of lines into which programs break the line that says who wrote. */
const MOST_BROKEN = 3;
/** In characters: such a line is no longer. */
const LONGEST_LINE = 400;

/** Makes the function that finds heads by the words of mail programs. */
export function headFinder({ heads }: MailReading): HeadsIn {
  const fieldNames = new Map<string, Field>(
    (['subject', 'to', 'sent', 'from'] as const).flatMap((field) =>
      heads[field].map((name): [string, Field] => [foldPhrase(name), field]),
    ),
  );
  const saysForward = containsOne(heads.forwarded);
  const saysOriginal = containsOne(heads.original);
  const wrote = new Set(heads.wrote.map(foldPhrase));
  const firstWords = new Set([...wrote].map((verb) => verb.split(' ')[0] ?? verb));
  const verbAt = beginningAmong(heads.wrote);

  const fieldOf = (line: string): Field | undefined => {
    const name = NAMED.exec(line.slice(0, LONGEST_LINE))?.[1];
    return name === undefined ? undefined : fieldNames.get(foldPhrase(name));
  };

  /** Checks for a word with which "wrote" begins, in whichever language. */
  const mayBeginVerb = (word: string): boolean => firstWords.has(word.replace(/[:,]+$/, ''));

  return (lines) => {
    // Each line is asked about with several of those around it, so what takes time is done once.
    const folded = lines.map((line) => foldPhrase(line.slice(0, LONGEST_LINE)));
    const fields = lines.map(fieldOf);
    const mayHoldVerb = folded.map((line) => line.split(' ').some(mayBeginVerb));

    /** Programs set one empty line at most between the lines of a head, and break the recipients into several. */
    const endOfFields = (at: number): number | undefined => {
      const seen = new Set<Field>();
      let end = at;
      let last: Field | undefined;
      for (let next = at; next < lines.length && next - at < LONGEST_HEAD; next++) {
        const line = lines[next] ?? '';
        const field = fields[next];
        if (field) seen.add(field);
        const isBroken = last === 'to' && /[;@]/.test(line) && line.length < LONGEST_LINE;
        if (field || isBroken) end = next + 1;
        else if (line.trim() !== '' || next !== end || last === undefined) break;
        last = field ?? last;
      }
      const head = lines
        .slice(at, end)
        .join('\n')
        .slice(0, LONGEST_LINE * 4);
      const isHead =
        (seen.has('from') && (seen.has('sent') || seen.has('subject'))) ||
        (seen.has('from') && seen.has('to') && ADDRESS.test(head));
      if (isHead) return end;
      return isOneLine(at) ? at + 1 : undefined;
    };

    /** "From: A Sent: B To: C Subject: D", where a program has lost the line breaks. */
    const isOneLine = (at: number): boolean => {
      if (fields[at] !== 'from') return false;
      const words = (folded[at] ?? '').split(' ');
      const named = new Set(words.map((word) => word.endsWith(':') && fieldNames.get(word.slice(0, -1))));
      return named.has('sent') && named.has('subject');
    };

    /** "On Tue, 4 Mar 2025 at 09:12, A <a@b.org> wrote:". */
    const isAttribution = (from: number, end: number): boolean => {
      const line = lines.slice(from, end).join(' ').trim();
      if (line === '' || line.length > LONGEST_LINE) return false;
      const isAboveQuote = QUOTED.test(firstFilled(lines, end));
      const isDated = DATE_OR_TIME.test(line);
      if (line.endsWith(':') && isDated && (IN_BRACKETS.test(line) || isAboveQuote)) return true;
      if (!mayHoldVerb.slice(from, end).includes(true)) return false;
      if (!isDated && !isAboveQuote && !ADDRESS.test(line)) return false;
      const words = foldPhrase(line).split(' ');
      const at = words.findIndex(
        (word, index) => mayBeginVerb(word) && verbAt(words.slice(index).join(' ')) !== '',
      );
      if (at < 0) return false;
      return line.endsWith(':') || (at >= words.length - 3 && (isDated || isAboveQuote) && end > from);
    };

    const endOfAttribution = (at: number): number | undefined => {
      if (isAttribution(at, at + 1)) return at + 1;
      if (!DATE_OR_TIME.test((lines[at] ?? '').slice(0, LONGEST_LINE))) return undefined;
      for (let end = at + 2; end <= at + MOST_BROKEN && (lines[end - 1] ?? '').trim() !== ''; end++) {
        if (isAttribution(end - 1, end)) {
          // A whole line of its own: what stands above it belongs to the writer, unless it is only its beginning.
          const own = lines[end - 1] ?? '';
          if (DATE_OR_TIME.test(own)) return undefined;
        }
        if (isAttribution(at, end)) return end;
      }
      return undefined;
    };

    return (at) => {
      const line = (lines[at] ?? '').slice(0, LONGEST_LINE);
      const words = folded[at] ?? '';
      const isDrawn = line.trim().startsWith(DASHES);
      const isMark = words.length < 120 && (isDrawn || words.endsWith(':'));
      const isForward = isMark && saysForward(words);
      if (isForward || (isMark && isDrawn && saysOriginal(words))) {
        const below = indexOfFilled(lines, at + 1);
        return { end: endOfFields(below) ?? below, isForward };
      }
      const end = endOfFields(at) ?? endOfAttribution(at);
      return end === undefined ? undefined : { end, isForward: false };
    };
  };
}

/** Returns the first line from here on that is not empty. */
export function firstFilled(lines: readonly string[], from: number): string {
  return lines[indexOfFilled(lines, from)] ?? '';
}

function indexOfFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]?.trim() === '') at++;
  return at;
}
