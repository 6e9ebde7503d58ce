import { configFrom } from '../config/config.ts';
import { ContentError, describeProblem } from '../content/content-problem.ts';
import { confirmTexts } from '../content/edit/confirm-texts.ts';

/**
 * `npm run confirm -- <language> [file [key]]`: notes that translations say what the English says now. `npm run check:content` lists
 * those for which that is open.
 */
const [language, file, key] = process.argv.slice(2);
if (language === undefined)
  fail('Name a language, for example: npm run confirm -- de steps/eu-login steps.register');
else confirm(language);

function confirm(chosen: string): void {
  try {
    const outcome = confirmTexts(configFrom(process.env).contentDir, chosen, { file, key });
    if ('problem' in outcome) fail(`${outcome.problem}\n    fix: ${outcome.fix}`);
    else console.log(`${outcome.confirmed} text(s) confirmed.`);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    fail(error.problems.map(describeProblem).join('\n'));
  }
}

function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
