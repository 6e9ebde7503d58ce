import type { Replies } from '../../content/schema/command-texts.ts';
import { normalizeText } from '../match-name.ts';
import { phraseFinder, withoutEnd, withoutStart } from './phrase-finder.ts';

/** In characters: longer texts say something of their own. */
const LONGEST_REPLY = 120;
/** In words, after its beginning: a question that goes on from another one is short. */
const MOST_WORDS = 6;

const KINDS = ['none', 'other', 'both', 'all', 'more'] as const;

/** The meaning of words about what was said last. */
export type Reply =
  /** One of the buttons shown last, counted from 0; the last of them is -1. */
  | { kind: 'position'; at: number }
  | { kind: (typeof KINDS)[number] }
  /** The last question once more, about something else: "and on a tablet?" */
  | { kind: 'goesOn' };

/** Makes a function that recognises words which mean something only after what was said last, such as "the second one". */
export function replyFinder(
  replies: Replies,
  fillers: readonly string[],
): (typed: string) => Reply | undefined {
  const find = phraseFinder<Reply>(
    [...fillers, ...replies.fillers],
    [
      ...replies.positions.map((words, at) => [{ kind: 'position', at }, words] as const),
      [{ kind: 'position', at: -1 }, replies.last],
      ...KINDS.map((kind) => [{ kind }, replies[kind]] as const),
    ],
  );
  const before = replies.goesOn.before.map(normalizeText);
  const asked = [...before, ...replies.goesOn.asked.map(normalizeText)];
  return (typed) => {
    if (typed.length > LONGEST_REPLY) return undefined;
    return (
      find(typed) ?? (goesOn(typed, typed.endsWith('?') ? asked : before) ? { kind: 'goesOn' } : undefined)
    );
  };
}

/** Makes a function that returns the name in words such as "the one with the address". */
export function nameFinder(
  { named, fillers: own }: Replies,
  fillers: readonly string[],
): (typed: string) => string {
  const words = [...fillers, ...own].map(normalizeText);
  const before = [...words, ...named.before.map(normalizeText)];
  const after = [...words, ...named.after.map(normalizeText)];
  return (typed) => withoutEnd(withoutStart(normalizeText(typed), before), after);
}

function goesOn(typed: string, beginnings: readonly string[]): boolean {
  const text = normalizeText(typed);
  const rest = withoutStart(text, beginnings);
  return rest !== text && rest.split(' ').length <= MOST_WORDS;
}
