/** Words that belong to one conversation; nobody's filter takes them for a secret, and no other text holds them. */
const MARKER = /qx[a-j]+xq/g;

/** Returns the word of the conversation with that number. */
export function markerOf(conversation: number): string {
  return `qx${String(conversation).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}xq`;
}

/** Finds the words of other conversations than this one; without a number, those of any. */
export function foreignMarkers(text: string, conversation: number | undefined): string[] {
  const own = conversation === undefined ? '' : markerOf(conversation);
  return [...new Set(text.match(MARKER))].filter((marker) => marker !== own);
}
