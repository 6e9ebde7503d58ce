import { configFrom } from '../config.ts';
import { loadContent } from '../content/load.ts';
import { ContentError, describe } from '../content/problem.ts';

/** `npm run check:content`: says everything that is wrong with the content pack, or how much there is. */
try {
  const folder = configFrom(process.env).contentDir;
  const content = loadContent(folder);
  const steps = content.guide.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  const problems = Object.keys(content.guide.problems).length;
  console.log(
    `The content pack in ${folder} is good: ${content.languages.size} language(s), ${steps} steps, ${problems} problems.`,
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  for (const problem of error.problems) console.error(describe(problem));
  console.error(`${error.problems.length} problem(s) in the content pack.`);
  process.exitCode = 1;
}
