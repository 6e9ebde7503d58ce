import { z } from 'zod';
import { text } from './text-fields.ts';

/** Zod schema of data/<language>/teams.yaml: the texts by which Teams presents the app. */

/** The limits of the Teams app manifest. */
const COMMANDS = 10;
const TITLE_LENGTH = 32;
const DESCRIPTION_LENGTH = 128;

const command = z.strictObject({
  title: text()
    .max(TITLE_LENGTH, `must be at most ${TITLE_LENGTH} characters, since Teams cuts what is longer`)
    .describe('Sent to the assistant as it is: one of the words in commands.yaml'),
  description: text().max(
    DESCRIPTION_LENGTH,
    `must be at most ${DESCRIPTION_LENGTH} characters, since Teams cuts what is longer`,
  ),
});
const commands = z.array(command).min(1).max(COMMANDS);

export const teamsTextsSchema = z.strictObject({
  name: z.strictObject({
    short: text().describe('At most 30 characters with the names filled in'),
    full: text().describe('At most 100 characters with the names filled in'),
  }),
  developer: text().describe('Who is behind the app; at most 32 characters with the names filled in'),
  description: z.strictObject({
    short: text().describe('At most 80 characters with the names filled in'),
    full: text(),
  }),
  commands: z
    .strictObject({ personal: commands, team: commands, groupChat: commands })
    .describe('What is suggested in a chat with the assistant alone, in a team, and in a chat of several'),
});

/** All texts of the Teams app in one language. */
export type TeamsTexts = z.infer<typeof teamsTextsSchema>;
