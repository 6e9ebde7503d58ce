import { z } from 'zod';
import { deflate, inflate } from './deflate.ts';

/** A pack takes no more rows than this, so a pack that holds a row begins at most so many numbers before it. */
export const MOST_IN_PACK = 20;
/** Each turn writes its pack again as a whole, so it must not be large. */
const MOST_CHARACTERS = 16 * 1024;
/** The rows of a pack are deleted together, so they must be of nearly the same age. */
const MOST_MS = 60 * 60 * 1000;

/** An activity as clients receive it. */
export const rowSchema = z.looseObject({ id: z.string(), type: z.string() });
const rowsSchema = z.array(rowSchema).min(1);

export type Row = z.infer<typeof rowSchema>;

const packSchema = z.object({
  version: z.literal(1),
  /** When the first row was added, in milliseconds since 1970. */
  since: z.number(),
  /** The number of rows. */
  count: z.number(),
  /** The rows of a turn, deflated together: to add others, nobody has to read them. */
  turns: z.array(z.object({ count: z.number(), deflated: z.string() })),
});

/** Rows that follow one another, stored together: the rows of a database cost room and time of their own. */
type Pack = z.infer<typeof packSchema>;

/** A pack with the number of its first row. */
export interface NumberedPack {
  first: number;
  pack: Pack;
}

/** Returns the pack of a stored value; undefined for a row that was stored by itself. */
export function packIn(value: unknown): Pack | undefined {
  return packSchema.safeParse(value).data;
}

/** Returns the number of rows in a stored value. */
export function countIn(value: unknown): number {
  return packIn(value)?.count ?? 1;
}

/**
 * Yields the rows of a stored value with their numbers, from the first one after the number `last`; `first` is the number of the first
 * row in it.
 */
export function* rowsAfter(value: unknown, first: number, last: number): Generator<[number, Row]> {
  const pack = packIn(value);
  if (!pack) yield* numbered([rowSchema.parse(value)], first, last);
  let next = first;
  for (const { count, deflated } of pack?.turns ?? []) {
    const isRead = next + count - 1 > last;
    if (isRead) yield* numbered(rowsSchema.parse(JSON.parse(inflate(deflated))), next, last);
    next += count;
  }
}

/** Yields the rows of a stored value with their numbers, from the one with the number `last` back to its first, which has the number `first`. */
export function* rowsBack(value: unknown, first: number, last: number): Generator<[number, Row]> {
  const pack = packIn(value);
  if (!pack) yield* numberedBack([rowSchema.parse(value)], first, last);
  let next = first + (pack?.count ?? 0);
  for (const { count, deflated } of pack?.turns.toReversed() ?? []) {
    next -= count;
    if (next <= last) yield* numberedBack(rowsSchema.parse(JSON.parse(inflate(deflated))), next, last);
  }
}

function* numberedBack(rows: readonly Row[], first: number, last: number): Generator<[number, Row]> {
  for (const [index, row] of rows.toReversed().entries()) {
    const n = first + rows.length - 1 - index;
    if (n <= last) yield [n, row];
  }
}

function* numbered(rows: readonly Row[], first: number, last: number): Generator<[number, Row]> {
  for (const [index, row] of rows.entries()) if (first + index > last) yield [first + index, row];
}

/**
 * Adds the rows of a turn, the first of which has the number `next`, to the pack that was filled last, and makes further packs of what it
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
  for (let added = 0; added < rows.length; ) {
    if (!filling || isFull(filling.pack, now))
      filling = { first: next + added, pack: { version: 1, since: now, count: 0, turns: [] } };
    const { first, pack }: NumberedPack = filling;
    const taken = rows.slice(added, added + MOST_IN_PACK - pack.count);
    const turn = { count: taken.length, deflated: deflate(JSON.stringify(taken)) };
    filling = { first, pack: { ...pack, count: pack.count + taken.length, turns: [...pack.turns, turn] } };
    filled.push(filling);
    added += taken.length;
  }
  return filled;
}

function isFull({ since, count, turns }: Pack, now: number): boolean {
  const characters = turns.reduce((sum, { deflated }) => sum + deflated.length, 0);
  return count >= MOST_IN_PACK || characters >= MOST_CHARACTERS || now - since > MOST_MS;
}
