import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Content, textsOf } from '../content.ts';
import { ContentError, type ContentProblem } from '../content-problem.ts';
import { loadContent } from '../load.ts';
import { outOfScopeFile, questionFile } from '../pack-files.ts';
import type { ChangedFile } from '../read/yaml-file.ts';
import { appendExample } from './append-example.ts';

/** A change to the pack that has been checked but not written. */
interface AddedExample extends ChangedFile {
  /** The file's base name. */
  name: string;
  /** The whole pack with the change. */
  content: Content;
}

export type AddOutcome =
  | { added: AddedExample }
  /** Another question, or a group of out-of-scope texts, has the same example already. */
  | { problem: 'known'; label: string }
  /** The pack lists the words as vague: they mean something else at every step. */
  | { problem: 'vague' }
  /** The file is missing, or its examples are not written as a block of lines. */
  | { problem: 'form'; file: string }
  /** The pack would not pass its check with the change, or does not pass it without. */
  | { problem: 'pack'; problems: readonly ContentProblem[] };

/** Adds an example line to a question, or to a group of out-of-scope texts, of the pack as it is on disk now. */
export function addExample(
  folder: string,
  { language, label, line }: { language: string; label: string; line: string },
  content: Content,
): AddOutcome {
  const isQuestion = Object.hasOwn(textsOf(content, language).questions, label);
  const file = (isQuestion ? questionFile : outOfScopeFile)(language, label);
  const text = changedText(join(folder, file), line);
  if (text === undefined) return { problem: 'form', file };
  try {
    const changed = loadContent(folder, { changed: { file, text } });
    const others = labelsWith(changed, language, line);
    others.splice(others.indexOf(label), 1);
    const [known] = others;
    if (known !== undefined) return { problem: 'known', label: known };
    if (isVague(changed, language, line)) return { problem: 'vague' };
    return { added: { file, text, name: basename(file), content: changed } };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problem: 'pack', problems: error.problems };
  }
}

function changedText(path: string, line: string): string | undefined {
  try {
    return appendExample(readFileSync(path, 'utf8'), line);
  } catch {
    return undefined;
  }
}

/** Returns every label that has the same example, ignoring case, once for each occurrence. */
function labelsWith(content: Content, language: string, line: string): string[] {
  const { questions, outOfScope } = textsOf(content, language);
  return Object.entries({ ...questions, ...outOfScope }).flatMap(([label, { examples }]) =>
    examples.filter(isLike(line)).map(() => label),
  );
}

function isVague(content: Content, language: string, line: string): boolean {
  return textsOf(content, language).vague.vague.some(({ examples }) => examples.some(isLike(line)));
}

function isLike(line: string): (example: string) => boolean {
  return (example) => example.toLowerCase() === line.toLowerCase();
}
