import { z } from 'zod';

/** The language, script and country of a BCP 47 tag; what may follow them is nobody's language. Some clients write underscores. */
const LANGUAGE_TAG = /^([a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?)(?:[-_][a-z0-9]{1,8})*$/i;

/** Parses the language that a client says it is set to, without what may follow it; an empty one is none. */
export const locale = z
  .string()
  .max(35)
  .regex(LANGUAGE_TAG, 'must be a language tag, for example en-GB')
  .transform((tag) => LANGUAGE_TAG.exec(tag)?.[1]?.replaceAll('_', '-'))
  .or(z.literal('').transform(() => undefined));
