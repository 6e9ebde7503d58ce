import type { z } from 'zod';
import type { Unconfirmed } from './content-problem.ts';
import type { DESK_FILES, LANGUAGE_FILES, LANGUAGE_FOLDERS } from './schema/file-schemas.ts';
import type { Picture } from './schema/picture.ts';
import type { Question } from './schema/question-texts.ts';
import type { Advisory, CentresFile, GuideFile, NetworkFile } from './schema/structure.ts';
import type { MailReading } from './schema/words/mail-reading.ts';
import type { SensitiveWords } from './schema/words/sensitive-words.ts';

/** The texts of one language that people meet who talk with the assistant. */
export type Texts = { [Name in keyof typeof LANGUAGE_FILES]: z.output<(typeof LANGUAGE_FILES)[Name]> } & {
  /** By the name of the file: a phase, a question, or a group of out-of-scope texts. */
  [Name in keyof typeof LANGUAGE_FOLDERS]: Record<
    string,
    z.output<(typeof LANGUAGE_FOLDERS)[Name]['schema']>
  >;
} & {
  language: string;
  /** The drawings with the words of this language, by the name of the file. */
  drawings: Record<string, Picture>;
};

/** The texts of one language that only a helpdesk reads. */
export type DeskTexts = { [Name in keyof typeof DESK_FILES]: z.output<(typeof DESK_FILES)[Name]> };

/** A content pack that has passed every check: each id that is named exists, and has its text in each language. */
export interface Content {
  guide: GuideFile;
  network: NetworkFile;
  centres: CentresFile;
  /** Only those that are switched on. */
  advisories: Advisory[];
  /** The words by which secrets and patient data are recognised. */
  sensitive: SensitiveWords;
  /** The words by which the parts of an email are told apart. */
  mailReading: MailReading;
  /** The names of all the networks, by which the check finds what another one left behind. */
  networks: string[];
  /** By language code. */
  languages: ReadonlyMap<string, Texts>;
  /** By language code, for the languages that a helpdesk can work in. */
  desks: ReadonlyMap<string, DeskTexts>;
  /** The translations that somebody has to look at: their sentences have changed. */
  unconfirmed: readonly Unconfirmed[];
}

/** The language that the assistant uses unless a person has asked for another. */
export const DEFAULT_LANGUAGE = 'en';

/** Returns the texts of a language, or of the default language where the pack does not have it. */
export function textsOf(content: Content, language: string): Texts {
  const texts = content.languages.get(language) ?? content.languages.get(DEFAULT_LANGUAGE);
  if (!texts) throw new Error(`the content pack has no folder "${DEFAULT_LANGUAGE}"`);
  return texts;
}

/** Returns everything that a helpdesk reads in its language, or in the default language where the pack has no texts for a helpdesk in it. */
export function textsForDesk(content: Content, language: string): Texts & DeskTexts {
  const read = content.desks.has(language) ? language : DEFAULT_LANGUAGE;
  const desk = content.desks.get(read);
  if (!desk) throw new Error(`the content pack has no texts for a helpdesk in "${DEFAULT_LANGUAGE}"`);
  return { ...textsOf(content, read), ...desk };
}

/** Returns the pack's language for a language tag: for de-AT that one, else "de"; undefined where the pack has neither. */
export function languageIn(content: Content, tag: string): string | undefined {
  const [primary = tag] = tag.split(/[-_]/);
  return [tag, primary.toLowerCase()].find((each) => content.languages.has(each));
}

/** Returns the pack's language closest to a language tag: for de-AT that one, else "de", else the default. */
export function nearestLanguage(content: Content, tag = DEFAULT_LANGUAGE): string {
  return languageIn(content, tag) ?? DEFAULT_LANGUAGE;
}

/** Checks whether a question has something to say, and is not a command. */
export function hasAnswer(question: Question | undefined): question is Question {
  return question !== undefined && question.command === undefined;
}

/** Returns the label of a thematic area with its full name. */
export function areaTitle({ label, name }: Texts['network']['areas'][string]): string {
  return `${label} – ${name}`;
}

/** Lists the network's thematic areas in one line. */
export function listAreas({ network }: Texts): string {
  return Object.values(network.areas).map(areaTitle).join('; ');
}
