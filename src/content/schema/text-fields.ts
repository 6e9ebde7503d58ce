import { z } from 'zod';
import { mistakesIn } from './text-mistakes.ts';

/** Placeholders that every text may use. */
const ALWAYS = ['network', 'networkName'];
/** Further placeholders of the guide's texts: what the person chose, or general words for it. */
export const CHOICE_VALUES = ['country', 'centre', 'method', 'area'] as const;
/** In characters: anything longer does not fit on a button on a phone. */
const LABEL_LENGTH = 80;

/** Makes the schema of a sentence that may use the named placeholders in {braces}. */
export function text(...values: readonly string[]) {
  const allowed = [...ALWAYS, ...values];
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .superRefine((sentence, context) => {
      for (const message of mistakesIn(sentence, allowed)) context.addIssue({ code: 'custom', message });
    })
    .meta({ description: `May use ${allowed.map((name) => `{${name}}`).join(', ')}` });
}

/** Makes the schema of a text that is short enough for a button or a list. */
export function label(...values: readonly string[]) {
  return text(...values).max(
    LABEL_LENGTH,
    `must be at most ${LABEL_LENGTH} characters, since it is used on a button or in a list`,
  );
}
