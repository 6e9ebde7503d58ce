import { z } from 'zod';

/** A phase and a step by their ids, never by a number, since content changes during a conversation. */
export const positionSchema = z.strictObject({ phase: z.string(), step: z.string() });
export type Position = z.infer<typeof positionSchema>;

/** Writes a position as `phase/step`, which serves as a key and stands in the content pack. */
export function keyOf(position: Position): string {
  return `${position.phase}/${position.step}`;
}

/** A step's key in a link, checked for its form alone. */
export const stepKey = z.string().regex(/^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/, 'must be phase/step');

/** Reads a position from its written form; the content check has made sure that there is exactly one slash. */
export function positionOf(key: string): Position {
  const slash = key.indexOf('/');
  return { phase: key.slice(0, slash), step: key.slice(slash + 1) };
}

/** Checks whether both positions are there and are the same step. */
export function isSame(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}
