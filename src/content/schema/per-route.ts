import { z } from 'zod';
import { id } from './structure.ts';

/**
 * Makes the schema of what is different on a route: any of the keys, each in place of the one beside it. A key that may be
 * left out can be taken away with null.
 */
export function perRoute<Shape extends z.ZodRawShape>(texts: z.ZodObject<Shape>) {
  const shape = Object.fromEntries(
    Object.entries(texts.shape as z.ZodRawShape).map(([key, schema]) => [
      key,
      schema instanceof z.ZodOptional ? z.nullable(schema) : z.optional(schema),
    ]),
  ) as { [Key in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Key]>> };
  return z
    .record(id, z.strictObject(shape))
    .optional()
    .describe('By a route of ../guide.yaml: the texts that are different there');
}
