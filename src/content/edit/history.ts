import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPlace } from './history-place.ts';

const run = promisify(execFile);

/** How many changes are told where nobody asked for all. */
export const LATEST = 50;

/** A commit that changed the content pack. */
export interface ContentChange {
  /** ISO date and time, as its author's clock had it. */
  at: string;
  author: string;
  subject: string;
  /** Paths inside the content pack; empty where one file or key was asked for. */
  files: string[];
}

export type ContentHistory =
  | {
      kind: 'history';
      /** The newest first. */
      changes: ContentChange[];
      /** Files of the pack with changes that nobody has committed yet. */
      uncommitted: string[];
    }
  /** Git is not on this machine; the folder is in no repository; there is no such file or key; nothing was committed. */
  | { kind: 'noGit' | 'noRepository' | 'unknownPlace' | 'noCommits' };

/** What part of the pack is asked about, and whether the earlier changes are wanted as well. */
export interface HistoryQuery {
  /** A path inside the pack, or the id of a question. */
  file?: string | undefined;
  /** A dotted key in that file. */
  key?: string | undefined;
  all?: boolean;
}

/** Who changed the content pack, when and what for, as the git repository that its folder is in has it. */
export async function contentHistory(
  folder: string,
  { file, key, all = false }: HistoryQuery = {},
): Promise<ContentHistory> {
  try {
    await git(folder, ['rev-parse', '--git-dir']);
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' ? 'noGit' : 'noRepository' };
  }
  const place = await findPlace(folder, file, key, (args) => git(folder, args));
  if (!place) return { kind: 'unknownPlace' };
  const limit = all ? [] : [`-n${LATEST}`];
  try {
    const log = await git(folder, ['log', '--no-merges', '--relative', FORMAT, ...limit, ...place]);
    const status = await git(folder, ['status', '--porcelain', '--no-renames', '--', '.']);
    const changes = changesIn(log);
    return changes.length === 0
      ? { kind: file === undefined ? 'noCommits' : 'unknownPlace' }
      : { kind: 'history', changes, uncommitted: lines(status).map((line) => line.slice(3)) };
  } catch {
    // A repository without any commit has no history to ask for.
    return { kind: 'noCommits' };
  }
}

const FORMAT = '--format=%x1e%aI%x1f%an%x1f%s';

/** Runs git in a folder, without a shell; settings of a git that this process was started by do not count. */
async function git(folder: string, args: string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { stdout } = await run('git', ['-c', 'core.quotePath=false', '--no-pager', ...args], {
    cwd: folder,
    env: { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

function changesIn(log: string): ContentChange[] {
  return log
    .split('\x1e')
    .slice(1)
    .map((record) => {
      const [head = '', ...files] = lines(record);
      const [at = '', author = '', subject = ''] = head.split('\x1f').map(printable);
      return { at, author, subject, files: files.map(printable) };
    });
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}

/** A name or subject could hold what makes a terminal do things. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
