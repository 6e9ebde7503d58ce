/** Something that was said: typed, pressed, or shown by the assistant. */
export interface TranscriptEntry {
  by: 'person' | 'assistant';
  text: string;
}

/** How many of the latest things said a hand-over tells. */
const MOST_ENTRIES = 10;
/** Of an exchange its beginning is enough; of the message that led to the hand-over more. In characters. */
const MAX_ENTRY_LENGTH = 300;
const MAX_LAST_LENGTH = 1000;
/** So many characters in all fit into the card of a hand-over, which has to hold a long sentence as well. */
const MAX_TOTAL_LENGTH = 1500;

/** What was said last, the newest at the end. */
export function extendTranscript(
  earlier: readonly TranscriptEntry[],
  said: readonly TranscriptEntry[],
): TranscriptEntry[] {
  return [...earlier, ...said.flatMap((one) => shortened(one, MAX_ENTRY_LENGTH))].slice(-MOST_ENTRIES);
}

/** What a hand-over tells of that: the message that led to it, and of what came before as much as there is room for. */
export function excerptForHandOver(
  earlier: readonly TranscriptEntry[],
  now: TranscriptEntry | undefined,
): TranscriptEntry[] {
  const last = now ? shortened(now, MAX_LAST_LENGTH) : [];
  let room = MAX_TOTAL_LENGTH - (last[0]?.text.length ?? 0);
  const before = earlier.findLastIndex(({ text }) => {
    room -= text.length;
    return room < 0;
  });
  return [...earlier.slice(before + 1), ...last].slice(-MOST_ENTRIES);
}

/** In one line, which is how a card shows it; nothing where nothing was said. */
function shortened({ by, text }: TranscriptEntry, longest: number): TranscriptEntry[] {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  if (line.length <= longest) return [{ by, text: line }];
  // Not through the middle of an emoji.
  return [{ by, text: `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` }];
}
