import { z } from 'zod';

/** A pack takes no more rows than this, so a pack that holds a row begins at most so many numbers before it. */
export const MOST_IN_PACK = 20;
/** Each turn writes its pack again as a whole, so it must not be large; a compression looks back as far as this. */
const MOST_CHARACTERS = 32 * 1024;
/** The rows of a pack are deleted together, so they must be of nearly the same age. */
const MOST_MS = 60 * 60 * 1000;

const rowSchema = z.looseObject({ id: z.string(), type: z.string() });

/** An activity as clients receive it. */
export type Row = z.infer<typeof rowSchema>;

const packSchema = z.object({
  version: z.literal(1),
  /** When the first row was added, in milliseconds since 1970. */
  since: z.number(),
  /** The number of characters in the rows. */
  size: z.number(),
  rows: z.array(rowSchema).min(1),
});

/** Rows that follow one another, stored together: the rows of a database cost room and time of their own. */
type Pack = z.infer<typeof packSchema>;

/** A pack with the number of its first row. */
export interface NumberedPack {
  first: number;
  pack: Pack;
}

/** Returns the pack of a stored value; undefined for a row that an earlier release stored by itself. */
export function packIn(value: unknown): Pack | undefined {
  return packSchema.safeParse(value).data;
}

/** Returns the rows of a stored value: of a pack, or the one that an earlier release stored by itself. */
export function rowsIn(value: unknown): Row[] {
  return packIn(value)?.rows ?? [rowSchema.parse(value)];
}

/**
 * Adds rows, the first of which has the number `next`, to the pack that was filled last, and makes further packs of what it
 * does not take. Returns the packs that are to be stored.
 */
export function addRows(
  last: NumberedPack | undefined,
  rows: readonly Row[],
  next: number,
  now: number,
): NumberedPack[] {
  const filled: NumberedPack[] = [];
  let filling = last;
  rows.forEach((row, index) => {
    if (!filling || isFull(filling.pack, now))
      filling = { first: next + index, pack: { version: 1, since: now, size: 0, rows: [] } };
    if (filled.at(-1) !== filling) filled.push(filling);
    filling.pack.rows.push(row);
    filling.pack.size += JSON.stringify(row).length;
  });
  return filled;
}

function isFull({ since, size, rows }: Pack, now: number): boolean {
  return rows.length >= MOST_IN_PACK || size >= MOST_CHARACTERS || now - since > MOST_MS;
}
