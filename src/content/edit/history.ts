import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitLogArguments } from './git-log-arguments.ts';

const run = promisify(execFile);

/** The number of changes listed unless all are asked for. */
export const LATEST = 50;

/** A commit that changed the content pack. */
export interface ContentChange {
  /** ISO date and time by its author's clock. */
  at: string;
  author: string;
  subject: string;
  /** Paths inside the content pack; empty where the query names one file or key. */
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
  /** Git is not installed; the folder is in no repository; the file or key does not exist; nothing was ever committed. */
  | { kind: 'noGit' | 'noRepository' | 'unknownPlace' | 'noCommits' };

/** A part of the pack, and how far back to look. */
export interface HistoryQuery {
  /** A path inside the pack, or the id of a question. */
  file?: string | undefined;
  /** A dotted key in that file. */
  key?: string | undefined;
  all?: boolean;
}

/** Reads from the git repository around the content pack who changed it, when, and for what reason. */
export async function contentHistory(
  folder: string,
  { file, key, all = false }: HistoryQuery = {},
): Promise<ContentHistory> {
  try {
    await git(folder, ['rev-parse', '--git-dir']);
  } catch (error) {
    return { kind: codeOf(error) === 'ENOENT' ? 'noGit' : 'noRepository' };
  }
  const place = await gitLogArguments(folder, file, key, (args) => git(folder, args));
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
    // `git log` fails in a repository without any commit.
    return { kind: 'noCommits' };
  }
}

const FORMAT = '--format=%x1e%aI%x1f%an%x1f%s';

/** Runs git in a folder, without a shell and without the GIT_ variables of a git that started this process. */
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

/** Removes control characters: a name or a subject could otherwise send commands to the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
