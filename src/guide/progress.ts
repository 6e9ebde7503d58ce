import { z } from 'zod';
import { type Position, positionSchema } from './position.ts';

const mark = z.enum(['done', 'skipped']);

/** A person's choices; `other` stands for "mine is not listed". */
const choicesSchema = z.strictObject({
  method: z.string().optional(),
  country: z.string().optional(),
  centre: z.string().optional(),
  area: z.string().optional(),
});

const progressV1 = z.strictObject({
  version: z.literal(1),
  position: positionSchema.optional(),
  finished: z.boolean(),
  marks: z.record(z.string(), mark),
  choices: choicesSchema,
});

/** A person's progress in the guide. It holds ids only, never a word they typed. */
export const progressSchema = z.strictObject({
  version: z.literal(2),
  position: positionSchema.optional().describe('undefined before the guide was begun'),
  finished: z.boolean().describe('past the last step; position is then still the last step'),
  paused: z.boolean().describe('left the guide by "cancel"'),
  marks: z.record(z.string(), mark).describe('by phase/step'),
  choices: choicesSchema,
  route: z
    .array(z.string())
    .describe('the path up to the position when it was shown: finds the way where a step is gone'),
  returnTo: z
    .strictObject({ position: positionSchema, finished: z.boolean(), visiting: z.boolean().optional() })
    .optional()
    .describe('where to go on after a choice was changed from elsewhere, or a step was visited'),
});

const anyVersion = z.discriminatedUnion('version', [progressV1, progressSchema]);

export type Mark = z.infer<typeof mark>;
export type Choices = z.infer<typeof choicesSchema>;
export type Progress = z.infer<typeof progressSchema>;

/** The value of a country or centre for "mine is not listed". */
export const OTHER = 'other';

/** Returns the progress of a person who has not begun. */
export function noProgress(): Progress {
  return { version: 2, finished: false, paused: false, marks: {}, choices: {}, route: [] };
}

/** Returns the step that a person is at; undefined where the guide was not begun, was left, or is at its end. */
export function stepOn({ position, finished, paused }: Progress): Position | undefined {
  return finished || paused ? undefined : position;
}

/**
 * Reads a stored progress of any version and upgrades it to the current one.
 * @throws ZodError for a shape that no version had.
 */
export function upgradeProgress(stored: unknown): Progress {
  const parsed = anyVersion.parse(stored);
  if (parsed.version === 2) return parsed;
  return { ...parsed, version: 2, paused: false, route: [] };
}
