import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, parseDocument, stringify } from 'yaml';
import { ContentError, type ContentProblem } from '../content-problem.ts';
import { loadContent } from '../load.ts';
import { cannedRepliesFile } from '../pack-files.ts';
import type { ChangedFile } from '../read/yaml-file.ts';
import type { CannedReply } from '../schema/canned-replies.ts';

/** In characters: long enough to tell the replies apart, short enough for a line. */
const LONGEST_ID = 50;
const HEAD = '# yaml-language-server: $schema=../schema/canned-replies.schema.json\n';

export type AddReplyOutcome =
  | { added: ChangedFile }
  /** The file is not a list of replies. */
  | { problem: 'form'; file: string }
  /** The pack would not pass its check with the change, or does not pass it without. */
  | { problem: 'pack'; problems: readonly ContentProblem[] };

/** Adds a reply to the end of those of the helpdesk's people, in the pack as it is on disk now, and leaves the rest as it is. */
export function addCannedReply(
  folder: string,
  language: string,
  reply: Pick<CannedReply, 'title' | 'text'> & Partial<CannedReply>,
): AddReplyOutcome {
  const file = cannedRepliesFile(language);
  const path = join(folder, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : HEAD;
  const text = withReply(before, reply);
  if (text === undefined) return { problem: 'form', file };
  try {
    loadContent(folder, { changed: { file, text } });
    return { added: { file, text } };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problem: 'pack', problems: error.problems };
  }
}

function withReply(before: string, reply: Pick<CannedReply, 'title'>): string | undefined {
  const { contents, errors } = parseDocument(before);
  const isList = isMap(contents) && !contents.flow;
  if (errors.length > 0 || !(contents === null || isList)) return undefined;
  const ids = isList ? contents.items.map(({ key }) => String(key)) : [];
  const ending = before.includes('\r\n') ? '\r\n' : '\n';
  const entry = stringify(
    { [newId(reply.title, ids)]: reply },
    { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 },
  );
  return `${before.trimEnd()}\n\n${entry}`.replaceAll(/\r?\n/g, ending);
}

/** Returns an id made of the words of a title that no other reply has. */
function newId(title: string, taken: readonly string[]): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-').slice(0, LONGEST_ID).replace(/-$/, '') || 'reply';
  const free = (count: number): string =>
    taken.includes(`${id}-${count}`) ? free(count + 1) : `${id}-${count}`;
  return taken.includes(id) ? free(2) : id;
}
