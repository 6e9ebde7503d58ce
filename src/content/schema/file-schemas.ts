import { z } from 'zod';
import { confirmedSchema } from '../translations/confirmed-schema.ts';
import { cannedRepliesSchema } from './canned-replies.ts';
import { commandsSchema, repliesSchema } from './command-texts.ts';
import {
  advisoryTextsSchema,
  guideTextsSchema,
  labelsSchema,
  networkTextsSchema,
  stepsSchema,
} from './guide-texts.ts';
import { helpdeskTextsSchema } from './helpdesk-texts.ts';
import { learningTextsSchema } from './learning-texts.ts';
import { mailTextsSchema } from './mail-texts.ts';
import { messagesSchema } from './message-texts.ts';
import { pictureSchema, pictureTextsSchema } from './picture.ts';
import { outOfScopeSchema, questionSchema, vagueSchema } from './question-texts.ts';
import { siteTextsSchema } from './site-texts.ts';
import { advisoriesSchema, centresSchema, guideSchema, networkSchema, networksSchema } from './structure.ts';
import { teamsTextsSchema } from './teams-texts.ts';
import { denialsSchema } from './words/denials.ts';
import { mailReadingSchema } from './words/mail-reading.ts';
import { sensitiveWordsSchema } from './words/sensitive-words.ts';

/** The structural files of the content pack, each by its name, which is also that of its JSON Schema. */
export const STRUCTURE_FILES = {
  guide: guideSchema,
  network: networkSchema,
  centres: centresSchema,
  advisories: advisoriesSchema,
  sensitive: sensitiveWordsSchema,
  'mail-reading': mailReadingSchema,
  networks: networksSchema,
} as const;

/** The files directly in a language's folder, for the people whom the assistant talks with. */
export const LANGUAGE_FILES = {
  labels: labelsSchema,
  guide: guideTextsSchema,
  network: networkTextsSchema,
  advisories: advisoryTextsSchema,
  messages: messagesSchema,
  commands: commandsSchema,
  replies: repliesSchema,
  vague: vagueSchema,
  denials: denialsSchema,
  site: siteTextsSchema,
  teams: teamsTextsSchema,
  mail: mailTextsSchema,
  'canned-replies': cannedRepliesSchema,
  pictures: pictureTextsSchema,
} as const;

/** The files beside them that only a helpdesk reads: a language that no helpdesk works in has none of them. */
export const DESK_FILES = {
  helpdesk: helpdeskTextsSchema,
  learning: learningTextsSchema,
} as const;

/** The files that a language may do without. */
export const OPTIONAL_FILES: ReadonlySet<keyof typeof LANGUAGE_FILES> = new Set([
  'denials',
  'canned-replies',
]);

/** The folders of a language: one file for each phase, question, or group of out-of-scope texts. */
export const LANGUAGE_FOLDERS = {
  steps: { folder: 'steps', schema: stepsSchema },
  questions: { folder: 'questions', schema: questionSchema },
  outOfScope: { folder: 'out-of-scope', schema: outOfScopeSchema },
} as const;

/** The folder of the drawings, one file each: drawn once, with the words of each language. */
export const PICTURES_FOLDER = 'pictures';

const SCHEMAS_BY_NAME: Record<string, z.ZodType> = {
  ...STRUCTURE_FILES,
  steps: stepsSchema,
  question: questionSchema,
  'out-of-scope': outOfScopeSchema,
  vague: vagueSchema,
  denials: denialsSchema,
  labels: labelsSchema,
  'guide-texts': guideTextsSchema,
  'network-texts': networkTextsSchema,
  'advisory-texts': advisoryTextsSchema,
  messages: messagesSchema,
  commands: commandsSchema,
  replies: repliesSchema,
  'site-texts': siteTextsSchema,
  'teams-texts': teamsTextsSchema,
  'helpdesk-texts': helpdeskTextsSchema,
  'mail-texts': mailTextsSchema,
  'learning-texts': learningTextsSchema,
  'canned-replies': cannedRepliesSchema,
  confirmed: confirmedSchema,
  picture: pictureSchema,
  'picture-texts': pictureTextsSchema,
};

/** Returns the JSON Schema of every kind of content file, by its name, for the editor that the pack is written in. */
export function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(SCHEMAS_BY_NAME).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}
