/** Something that was said: typed, pressed, or shown by the assistant. */
export interface Exchange {
  by: 'person' | 'assistant';
  text: string;
}

/** How many of the latest things said a hand-over tells. */
const EXCHANGES = 10;
/** Of an exchange its beginning is enough; of the message that led to the hand-over more. In characters. */
const LONGEST = 300;
const LONGEST_NOW = 1000;
/** So many characters in all fit into the card of a hand-over, which has to hold a long sentence as well. */
const IN_ALL = 1500;

/** What was said last, the newest at the end. */
export function withSaid(earlier: readonly Exchange[], said: readonly Exchange[]): Exchange[] {
  return [...earlier, ...said.flatMap((one) => told(one, LONGEST))].slice(-EXCHANGES);
}

/** What a hand-over tells of that: the message that led to it, and of what came before as much as there is room for. */
export function toHandOver(earlier: readonly Exchange[], now: Exchange | undefined): Exchange[] {
  const last = now ? told(now, LONGEST_NOW) : [];
  let room = IN_ALL - (last[0]?.text.length ?? 0);
  const before = earlier.findLastIndex(({ text }) => {
    room -= text.length;
    return room < 0;
  });
  return [...earlier.slice(before + 1), ...last].slice(-EXCHANGES);
}

/** In one line, which is how a card shows it; nothing where nothing was said. */
function told({ by, text }: Exchange, longest: number): Exchange[] {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  if (line.length <= longest) return [{ by, text: line }];
  // Not through the middle of an emoji.
  return [{ by, text: `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` }];
}
