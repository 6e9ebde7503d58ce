import { statSync } from 'node:fs';
import { DEFAULT_LANGUAGE, textsOf } from '../../content/content.ts';
import { ContentError, type ContentProblem, describeProblem } from '../../content/content-problem.ts';
import { loadContent } from '../../content/load.ts';
import { unconfirmedWarning } from '../../content/translations/unconfirmed.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';

const NAME = 'content';
const FIX = '\n    fix: ';

/** Loads the content pack as the start does; flaws that only make answers worse are left to the editors' check. */
export function checkContent(folder: string | undefined): CheckResult[] {
  if (folder === undefined) return [skippedForSettings(NAME)];
  // Otherwise each of its files would be missing.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [noFolder(folder)];
  try {
    const content = loadContent(folder);
    const { questions } = textsOf(content, DEFAULT_LANGUAGE);
    const size = [
      counted(Object.keys(questions).length, 'question'),
      counted(content.languages.size, 'language'),
    ];
    const warning = unconfirmedWarning(content.unconfirmed);
    return [{ name: NAME, outcome: 'ok', says: [...size, ...(warning ? [warning] : [])].join(', ') }];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(checkOf);
  }
}

function noFolder(folder: string): CheckResult {
  return {
    name: NAME,
    outcome: 'failed',
    says: `CONTENT_DIR: the folder ${folder} does not exist`,
    fix: 'Name the folder of a content pack. Example: CONTENT_DIR=data',
  };
}

function checkOf(problem: ContentProblem): CheckResult {
  const [says = '', fix = ''] = describeProblem(problem).split(FIX);
  return { name: NAME, outcome: 'failed', says, fix };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
