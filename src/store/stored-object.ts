import { z } from 'zod';

/**
 * Makes the schema of a stored object that is read, changed and written again. What a later version has added stays in it, though
 * no type names it: during an update, a process of this version must not take it away.
 */
export function storedObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape);
}
