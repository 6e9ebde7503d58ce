/** One entry of the transcript: words that a person typed, a button that they pressed, or a card of the assistant. */
export interface TranscriptEntry {
  by: 'person' | 'assistant';
  text: string;
  /** True where a person's text is the title of a button that they pressed or typed. */
  isPressed?: boolean | undefined;
  /** What the assistant's cards answer. */
  about?: AnsweredTopic[] | undefined;
}

/** A question or a problem of the content pack, by its id. */
export type AnsweredTopic = { question: string } | { problem: string };

/** A hand-over quotes no more entries than this. */
const MOST_ENTRIES = 10;
/** Lengths in characters. The message that led to the hand-over may be longer than the entries before it. */
const MAX_ENTRY_LENGTH = 300;
const MAX_LAST_LENGTH = 1000;
/** Leaves room on the card of a hand-over for the sentence that the person adds. */
const MAX_TOTAL_LENGTH = 1500;

/** Returns the transcript with new entries at the end, without those that are too old to be quoted. */
export function extendTranscript(
  earlier: readonly TranscriptEntry[],
  added: readonly TranscriptEntry[],
): TranscriptEntry[] {
  return [...earlier, ...added.flatMap((entry) => shortened(entry, MAX_ENTRY_LENGTH))].slice(-MOST_ENTRIES);
}

/** Returns the entries that a hand-over quotes: the message that led to it, and as many before it as fit. */
export function excerptForHandOver(
  earlier: readonly TranscriptEntry[],
  now: TranscriptEntry | undefined,
): TranscriptEntry[] {
  const last = now ? shortened(now, MAX_LAST_LENGTH) : [];
  let left = MAX_TOTAL_LENGTH - (last[0]?.text.length ?? 0);
  const before = earlier.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return [...earlier.slice(before + 1), ...last].slice(-MOST_ENTRIES);
}

/** Puts an entry into one line, as a card shows it, and cuts it off; an empty entry is dropped. */
function shortened({ text, ...entry }: TranscriptEntry, longest: number): TranscriptEntry[] {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  if (line.length <= longest) return [{ ...entry, text: line }];
  // A cut through an emoji would leave half of it.
  return [{ ...entry, text: `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` }];
}
