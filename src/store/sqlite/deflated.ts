import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A page of the database: a smaller value mostly takes one as well if it is deflated, and every turn writes some. */
const FROM_CHARACTERS = 4096;
/** A tenth more than at the usual level 6, in a third of the time: every turn waits for it. */
const LEVEL = 3;
/** JSON does not begin with it. */
const MARK = 'z';

/** Returns the text of a value as it is kept: a long one deflated, since cards and their texts shrink to a fifth. */
export function deflated(text: string): string {
  return text.length < FROM_CHARACTERS
    ? text
    : MARK + deflateRawSync(text, { level: LEVEL }).toString('base64');
}

/** Returns the text of a value that is kept, deflated or not. */
export function inflated(kept: string): string {
  if (!kept.startsWith(MARK)) return kept;
  return inflateRawSync(Buffer.from(kept.slice(MARK.length), 'base64')).toString();
}
