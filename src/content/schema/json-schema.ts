import { z } from 'zod';
import { SCHEMAS } from './pack.ts';

/** The JSON Schema of every kind of content file, by name, made from the zod schemas so that both say the same. */
export function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}
