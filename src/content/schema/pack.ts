import type { z } from 'zod';
import { commandsSchema } from './command-texts.ts';
import { helpdeskTextsSchema } from './helpdesk-texts.ts';
import { learningTextsSchema } from './learning-texts.ts';
import { mailTextsSchema } from './mail-texts.ts';
import { messagesSchema } from './message-texts.ts';
import { outOfScopeSchema, questionSchema, vagueSchema } from './question-texts.ts';
import { sensitiveWordsSchema } from './sensitive-words.ts';
import { siteTextsSchema } from './site-texts.ts';
import { advisoriesSchema, centresSchema, guideSchema, networkSchema } from './structure.ts';
import { teamsTextsSchema } from './teams-texts.ts';
import { advisoryTextsSchema, guideTextsSchema, networkTextsSchema, stepsSchema } from './texts.ts';

/** The structural files of the content pack: the name of the file (and of its JSON Schema) with its schema. */
export const STRUCTURE = {
  guide: guideSchema,
  network: networkSchema,
  centres: centresSchema,
  advisories: advisoriesSchema,
  sensitive: sensitiveWordsSchema,
} as const;

/** The files of a language's folder, besides its folders. */
export const LANGUAGE = {
  guide: guideTextsSchema,
  network: networkTextsSchema,
  advisories: advisoryTextsSchema,
  messages: messagesSchema,
  commands: commandsSchema,
  vague: vagueSchema,
  site: siteTextsSchema,
  teams: teamsTextsSchema,
  helpdesk: helpdeskTextsSchema,
  mail: mailTextsSchema,
  learning: learningTextsSchema,
} as const;

/** The folders of a language's folder: one file a phase, a question, a group of what is out of scope. */
export const FOLDERS = {
  steps: { folder: 'steps', schema: stepsSchema },
  questions: { folder: 'questions', schema: questionSchema },
  outOfScope: { folder: 'out-of-scope', schema: outOfScopeSchema },
} as const;

/** Every JSON Schema that is generated for the editor, by the name of its file. */
export const SCHEMAS: Record<string, z.ZodType> = {
  ...STRUCTURE,
  steps: stepsSchema,
  question: questionSchema,
  'out-of-scope': outOfScopeSchema,
  vague: vagueSchema,
  'guide-texts': guideTextsSchema,
  'network-texts': networkTextsSchema,
  'advisory-texts': advisoryTextsSchema,
  messages: messagesSchema,
  commands: commandsSchema,
  'site-texts': siteTextsSchema,
  'teams-texts': teamsTextsSchema,
  'helpdesk-texts': helpdeskTextsSchema,
  'mail-texts': mailTextsSchema,
  'learning-texts': learningTextsSchema,
};
