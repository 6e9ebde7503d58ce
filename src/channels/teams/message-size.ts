/** In bytes: what Teams takes of a message. */
export const MOST_BYTES = 28_000;

/** Returns the size of a message in bytes, two a letter as Teams may count them. */
export function sizeInTeams(message: object): number {
  return Buffer.byteLength(JSON.stringify(message), 'utf16le');
}
