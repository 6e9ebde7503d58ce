import { configFrom } from '../config/config.ts';
import { checkAnswers } from '../content/check/answers.ts';
import type { Content, Texts } from '../content/content.ts';
import { ContentError, type ContentProblem, describeProblem } from '../content/content-problem.ts';
import { loadContent, routesIn } from '../content/load.ts';
import { findLine, outOfScopeFile, pictureFile, questionFile } from '../content/pack-files.ts';
import { checkPictureWords } from '../pictures/check-picture-words.ts';
import { checkExamples } from '../understanding/check-examples.ts';

/** `npm run check:content`: prints every problem of the content pack, warnings about possible ones, and the pack's size. */
try {
  const folder = configFrom(process.env).contentDir;
  const content = loadContent(folder);
  const onEachRoute = routesIn(folder).map((route) => loadContent(folder, { route }));
  const warnings = onceEach(
    onEachRoute.flatMap((one) =>
      [...one.languages.values()].flatMap((texts) => warningsOf(one, texts, folder)),
    ),
  );
  for (const warning of warnings) console.warn(`warning: ${describeProblem(warning)}`);
  const steps = content.guide.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  const problems = Object.keys(content.guide.problems).length;
  const questions = [...content.languages.values()].reduce(
    (sum, texts) => sum + Object.keys(texts.questions).length,
    0,
  );
  console.log(
    `The content pack in ${folder} is good: ${content.languages.size} language(s), ${steps} steps, ${problems} problems, ${questions} questions, ${warnings.length} warning(s).`,
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  for (const problem of error.problems) console.error(describeProblem(problem));
  console.error(`${error.problems.length} problem(s) in the content pack.`);
  process.exitCode = 1;
}

/** Leaves out what has been said already: most of a pack is the same on each route. */
function onceEach(warnings: readonly ContentProblem[]): ContentProblem[] {
  return [...new Map(warnings.map((warning) => [describeProblem(warning), warning])).values()];
}

/** Collects flaws that do not stop a start, but make questions harder to tell apart, answers doubtful or drawings hard to read. */
function warningsOf(content: Content, texts: Texts, folder: string): ContentProblem[] {
  const fileOf = (label: string) =>
    (label in texts.questions ? questionFile : outOfScopeFile)(texts.language, label);
  const answers = checkAnswers(content, texts).map(({ question, ...what }) => {
    const file = fileOf(question);
    return { file, line: findLine(folder, file, 'answer'), key: 'answer', ...what };
  });
  const examples = checkExamples(texts).map(({ label, example, ...what }) => {
    const file = fileOf(label);
    const named = example === undefined ? {} : { reason: `"${example}" ${what.reason}` };
    return { file, line: findLine(folder, file, example ?? 'examples'), key: 'examples', ...what, ...named };
  });
  const drawings = checkPictureWords(texts).map(({ drawing, ...what }) => {
    const file = pictureFile(drawing);
    return { file, line: findLine(folder, file, 'screens'), ...what };
  });
  return [...answers, ...examples, ...drawings];
}
