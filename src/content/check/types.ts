import type { DeskTexts, Texts } from '../content.ts';
import type { YamlFile } from '../read/yaml-file.ts';
import type { DESK_FILES, LANGUAGE_FILES, LANGUAGE_FOLDERS } from '../schema/file-schemas.ts';

/** Files of a pack, or of one language, by name, so that a check can report a problem at its line. */
export type Sources<Name extends string> = Record<Name, YamlFile>;

/** The files of a language for a helpdesk. */
interface ReadDesk {
  sources: Sources<keyof typeof DESK_FILES>;
  /** Undefined where a file does not match its schema. */
  texts: DeskTexts | undefined;
}

/** A language's folder as it was read, before it is checked against the structure. */
export interface ReadLanguage {
  language: string;
  sources: Sources<keyof typeof LANGUAGE_FILES>;
  /** By folder, then by the name of the file. */
  folders: Record<keyof typeof LANGUAGE_FOLDERS, Map<string, YamlFile>>;
  /** The drawings of all languages, with the words of this one, by the name of the file. */
  drawings: Map<string, YamlFile>;
  all: YamlFile[];
  /** Undefined where a file does not match its schema. */
  texts: Texts | undefined;
  /** Undefined where no helpdesk works in this language. */
  desk: ReadDesk | undefined;
  /** What confirmed.yaml says; nothing in the default language. */
  confirmed: unknown;
}
