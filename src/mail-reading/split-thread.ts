import { firstFilled, type HeadsIn, QUOTED, withoutMark } from './heads.ts';

/** The parts of an email's text, line by line. */
export interface Thread {
  /** The writer's own lines; where they answer below quotations, all of them together. */
  own: string[];
  /** The lines below the head of an earlier email, or those that are quoted, without the mark. */
  earlier: string[];
  /** True where a mail program says that the earlier email is passed on. */
  isForward: boolean;
}

const SIGNATURE = /^--\s*$/;
const RULE = /^(_{5,}|={5,}|\*{5,})$/;
const DASHES = '---';
const LETTER = /\p{L}/u;

/**
 * Splits an email into what its writer added and the email below. The writer's part ends at the head of an earlier email, at
 * a signature ("-- ", RFC 3676) or at a ruled line; quoted lines (">") may stand between.
 */
export function splitThread(lines: readonly string[], headsIn: HeadsIn): Thread {
  const headAt = headsIn(lines);
  const own: string[] = [];
  const quoted: string[] = [];
  let hasWords = false;
  let isOver = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (QUOTED.test(line)) {
      quoted.push(withoutMark(line));
      continue;
    }
    const head = headAt(at);
    if (head?.isForward) return { own, earlier: restOf(lines, head.end), isForward: true };
    if (head && QUOTED.test(firstFilled(lines, head.end))) at = head.end - 1;
    else if (head) return { own, earlier: lines.slice(head.end), isForward: false };
    else if (SIGNATURE.test(line) || isRule(line)) isOver ||= hasWords;
    else if (!isOver) {
      own.push(line);
      hasWords ||= LETTER.test(line);
    }
  }
  const first = quoted.findIndex((line) => line.trim() !== '');
  return { own, earlier: quoted, isForward: first >= 0 && headsIn(quoted)(first)?.isForward === true };
}

/** Returns what is passed on, which some programs quote. */
function restOf(lines: readonly string[], from: number): string[] {
  const rest = lines.slice(from);
  return QUOTED.test(firstFilled(rest, 0)) ? rest.map(withoutMark) : rest;
}

/** Checks for a ruled line without a pattern for the dashes, which would take hours over a long line of them. */
function isRule(line: string): boolean {
  const drawn = line.trim();
  const isNamed = drawn.startsWith(DASHES) && drawn.endsWith(DASHES) && drawn.length >= 2 * DASHES.length;
  return isNamed || RULE.test(drawn);
}
