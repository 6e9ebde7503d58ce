import { configFrom } from '../config/config.ts';
import { type ContentChange, contentHistory, LATEST } from '../content/edit/history.ts';

/**
 * `npm run content:history -- [--all] [file or question] [key]`: lists who changed the content pack, when and why, the
 * newest first.
 */
const { contentDir } = configFrom(process.env);
const given = process.argv.slice(2);
const all = given.includes('--all');
const [file, key] = given.filter((argument) => argument !== '--all');

const history = await contentHistory(contentDir, { file, key, all });
switch (history.kind) {
  case 'history':
    if (history.uncommitted.length > 0) console.log(`Not committed yet: ${history.uncommitted.join(', ')}`);
    for (const change of history.changes) console.log(lineFor(change));
    if (!all && history.changes.length === LATEST)
      console.log('These are the latest changes. To see all of them, add --all');
    break;
  case 'noGit':
    fail('There is no history: Git is not installed on this machine.');
    break;
  case 'noRepository':
    fail(
      `There is no history: ${contentDir} is not in a git repository that this user may read. Run this where you edit the pack.`,
    );
    break;
  case 'noCommits':
    fail(`There is no history: nothing in ${contentDir} has been committed yet.`);
    break;
  case 'unknownPlace':
    fail(
      `There is no history of ${[file, key].filter(Boolean).join(' ')} in the content pack (${contentDir}): it is not part of the pack, or was never committed. Only the files of the pack and the texts in them are looked at. Examples: which-browser · messages buttons.next`,
    );
}

function lineFor({ at, author, subject, files }: ContentChange): string {
  const [first, ...others] = files;
  const where = first === undefined ? [] : [others.length > 0 ? `${first} and ${others.length} more` : first];
  return [at.slice(0, 10), author, ...where, subject].join('  ');
}

function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
