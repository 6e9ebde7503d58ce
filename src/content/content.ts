import type { z } from 'zod';
import type { FOLDERS, LANGUAGE } from './schema/pack.ts';
import type { SensitiveWords } from './schema/sensitive-words.ts';
import type { Advisory, CentresFile, GuideFile, NetworkFile } from './schema/structure.ts';

/** All texts of one language. */
export type Texts = { [Name in keyof typeof LANGUAGE]: z.output<(typeof LANGUAGE)[Name]> } & {
  /** By the name of the file: a phase, a question, a group of what is out of scope. */
  [Name in keyof typeof FOLDERS]: Record<string, z.output<(typeof FOLDERS)[Name]['schema']>>;
} & { language: string };

/** A content pack that has passed every check: each id that is named exists, each has its text in each language. */
export interface Content {
  guide: GuideFile;
  network: NetworkFile;
  centres: CentresFile;
  /** Those that are switched on. */
  advisories: Advisory[];
  /** The words by which secrets and patient data are noticed. */
  sensitive: SensitiveWords;
  /** By language code. */
  languages: ReadonlyMap<string, Texts>;
}

/** The language that is spoken where the person has not asked for another. */
export const DEFAULT_LANGUAGE = 'en';

/** The texts of a language, or of the default language where the pack does not have it. */
export function textsOf(content: Content, language: string): Texts {
  const texts = content.languages.get(language) ?? content.languages.get(DEFAULT_LANGUAGE);
  if (!texts) throw new Error(`the content pack has no folder "${DEFAULT_LANGUAGE}"`);
  return texts;
}
