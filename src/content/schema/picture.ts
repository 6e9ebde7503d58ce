import { z } from 'zod';
import { id } from './structure.ts';
import { label, text } from './text-fields.ts';

/** Zod schemas of the drawings of screens: what each shows, and what is said about it. */

/** The parts of a screen that can be drawn, each with the way it looks in `src/pictures/items.ts`. */
const ITEM_KINDS = [
  'heading',
  'text',
  'link',
  'button',
  'field',
  'dropdown',
  'option',
  'round',
  'tick',
  'tab',
  'code',
  'gear',
  'qr',
] as const;
/** The kinds that are drawn without words. */
const WORDLESS: readonly string[] = ['gear', 'qr'];
/** The kinds with a box for a value. */
const BOXES: readonly string[] = ['field', 'dropdown'];
/** The kinds that can be chosen. */
const CHOOSABLE: readonly string[] = ['option', 'round', 'tick', 'tab'];

const item = z
  .strictObject({
    kind: z
      .enum(ITEM_KINDS)
      .describe(
        'heading, text, link, button; field: a name with a box behind it; dropdown: the same with a closed list; option: a line of an open list; round: a round button; tick: a box to tick; tab; code: large digits; gear: the icon; qr: a QR code',
      ),
    text: text().max(60, 'must be at most 60 characters, or it does not fit').optional(),
    value: text()
      .max(40, 'must be at most 40 characters, or it does not fit')
      .optional()
      .describe('What is in the box of a field'),
    chosen: z.boolean().default(false).describe('The option, tab or button is chosen'),
    click: z.boolean().default(false).describe('The place to click, or in a wrong screen the click to avoid'),
    place: z
      .enum(['below', 'beside', 'end', 'below-end'])
      .default('below')
      .describe(
        'below: on a line of its own; beside: right of the item before; end: at the right end of its line; below-end: at the right end of a line of its own',
      ),
    indent: z.int().min(0).max(3).default(0).describe('How far to the right it begins'),
  })
  .superRefine((value, context) => {
    const report = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message, input: value });
    if (WORDLESS.includes(value.kind) && value.text !== undefined)
      report('text', `is not drawn: a ${value.kind} has no words`);
    if (![...WORDLESS, ...BOXES].includes(value.kind) && value.text === undefined)
      report('text', `the key is missing: a ${value.kind} needs words`);
    if (!BOXES.includes(value.kind) && value.value !== undefined)
      report('value', `is not drawn: only ${BOXES.join(' and ')} have a value`);
    if (!CHOOSABLE.includes(value.kind) && value.chosen)
      report('chosen', `is not drawn: only ${CHOOSABLE.join(', ')} can be chosen`);
  });

const screen = z.strictObject({
  frame: z.enum(['browser', 'phone', 'email']).default('browser').describe('What the screen belongs to'),
  title: text()
    .max(40, 'must be at most 40 characters, or it does not fit')
    .optional()
    .describe('The name at the top of the frame'),
  verdict: z
    .enum(['right', 'wrong'])
    .optional()
    .describe('Where right and wrong are shown together: which of the two this screen is'),
  width: z.int().min(1).max(9).default(1).describe('Where screens are side by side: its share of the width'),
  items: z.array(item).min(1),
});

/** The drawing of one or more screens; the words are placeholders, or are in the language's pictures.yaml. */
export const pictureSchema = z.strictObject({
  arrange: z
    .enum(['side-by-side', 'one-below-the-other'])
    .default('one-below-the-other')
    .describe('side-by-side: one after the other in time, with an arrow between them'),
  screens: z.array(screen).min(1).max(3),
});

/** What a language says about the drawings. */
export const pictureTextsSchema = z.strictObject({
  mark: text().max(20).describe('Stands on every drawing, so that nobody takes it for the screen itself'),
  right: text().max(20),
  wrong: text().max(20),
  enlarge: text().describe('Is read out after what a drawing shows'),
  close: label().describe('The button that closes a drawing that is shown large'),
  words: z.record(id, text().max(60)).describe('Words of ours in the drawings, which name them by {word:…}'),
  alt: z
    .record(id, text())
    .describe('For each drawing what it shows and what to click, for people who do not see it'),
});

export type Picture = z.output<typeof pictureSchema>;
export type Screen = Picture['screens'][number];
export type Item = Screen['items'][number];
export type PictureTexts = z.output<typeof pictureTextsSchema>;
