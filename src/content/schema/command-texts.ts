import { z } from 'zod';
import { text } from './text-fields.ts';

/** The commands that a person can type in place of pressing a button. */
export const COMMANDS = [
  'next',
  'back',
  'stuck',
  'skip',
  'where',
  'restart',
  'start',
  'resume',
  'part',
  'help',
  'human',
  'cancel',
  'ask',
  'greet',
  'thanks',
  'worked',
  'failed',
  'yes',
  'no',
  'change-method',
  'change-centre',
  'change-area',
  'ticket',
  'add-to-ticket',
  'send',
  'assistant',
  'my-data',
  'delete-data',
] as const;
/** Commands that people ask for in sentences of their own, for which a pack needs a question each. */
export const ASKED_FOR = [
  'next',
  'back',
  'where',
  'restart',
  'help',
  'human',
  'greet',
  'thanks',
  'my-data',
] as const satisfies readonly (typeof COMMANDS)[number][];
export type Command = (typeof COMMANDS)[number];

/** Zod schema of data/<language>/commands.yaml: the words that do what a button does. */
export const commandsSchema = z.strictObject({
  fillers: z.array(text()).describe('Words that change nothing: "please", "ok"'),
  commands: z.record(z.enum(COMMANDS), z.array(text()).min(1)),
  ticketWords: z
    .strictObject({
      solved: z.array(text()).min(1).describe('Says that the matter is settled; "worked" counts as well'),
      close: z.array(text()).min(1),
      unsolved: z.array(text()).min(1).describe('Says that it is not settled after all'),
      reopen: z.array(text()).min(1),
      thanks: z.array(text()).min(1).describe('Thanks, and no mere nods such as "ok"'),
      yes: z.array(text()).describe('Says yes where it is asked about a ticket; "yes" counts as well'),
      no: z.array(text()).describe('The same for no'),
    })
    .describe('What people write about the end of their ticket; the assistant always asks first'),
  changeTo: z
    .strictObject({
      before: z.array(text()).min(1),
      after: z.array(text()),
      maybe: z.array(text()).describe('Begins a wish that is only likely, so that the assistant asks first'),
    })
    .describe(
      'What people write around the name of what they would rather have: "switch to the app instead"',
    ),
  goTo: z
    .array(text())
    .describe('What people write before the name of a step or a part that they want to see'),
  alreadyAt: z
    .array(text())
    .describe('What people write before the name of a step or a part where they already are'),
  speak: z
    .strictObject({
      around: z
        .array(text())
        .min(1)
        .describe(
          'What people write around the name of a language: "can we speak"; the fillers count as well',
        ),
      names: z
        .record(z.string().regex(/^[a-z]{2,3}$/), z.array(text()).min(1))
        .describe('Names of languages, by code, besides those that are known anyway'),
    })
    .describe('How people ask for another language'),
  ownAddress: z
    .array(text())
    .min(1)
    .describe('What people write before their own email address when they are asked for it'),
});

export type Commands = z.infer<typeof commandsSchema>;

const words = z.array(text()).min(1);

/** Zod schema of data/<language>/replies.yaml: words that mean something only after what the assistant said last. */
export const repliesSchema = z.strictObject({
  fillers: z.array(text()).describe('Words that change nothing here, besides those of commands.yaml'),
  positions: z
    .array(words)
    .min(1)
    .describe('Words for the first of the buttons shown last, for the second, and so on'),
  last: words.describe('Words for the last of the buttons shown last'),
  none: words.describe('None of what was offered, or not what was answered'),
  other: words.describe('Another one than the one that was answered'),
  both: words,
  all: words,
  more: words.describe('Asks for more about the answer: "why?", "I don\'t understand"'),
  goesOn: z
    .strictObject({ before: words, asked: z.array(text()) })
    .describe('Beginnings of a question that goes on from the last one: "and" in "and on a tablet?"'),
  named: z
    .strictObject({ before: z.array(text()), after: z.array(text()) })
    .describe('What people write around the name of one of the offers: "the one with the address"'),
});

export type Replies = z.infer<typeof repliesSchema>;
