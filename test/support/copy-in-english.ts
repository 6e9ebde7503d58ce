import { cpSync } from 'node:fs';
import { relative } from 'node:path';

/** The folder of a language besides English, whose files take seconds to read with all the others. */
const TRANSLATION = /^(?!en$)[a-z]{2}$/;

/** Copies a content pack without its translations. */
export function copyInEnglish(pack: string, folder: string): void {
  cpSync(pack, folder, { recursive: true, filter: (path) => !TRANSLATION.test(relative(pack, path)) });
}
