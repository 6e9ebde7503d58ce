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
  changeTo: z
    .strictObject({ before: z.array(text()).min(1), after: z.array(text()) })
    .describe(
      'What people write around the name of what they would rather have: "switch to the app instead"',
    ),
  ownAddress: z
    .array(text())
    .min(1)
    .describe('What people write before their own email address when they are asked for it'),
});

export type Commands = z.infer<typeof commandsSchema>;
