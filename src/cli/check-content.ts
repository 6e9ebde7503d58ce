import { configFrom } from '../config/config.ts';
import { otherFiles } from '../content/check/stray-files.ts';
import { checkAnswers } from '../content/check/warnings/answers.ts';
import { literalsIn } from '../content/check/warnings/literals.ts';
import { checkNames } from '../content/check/warnings/names.ts';
import { unusedIn } from '../content/check/warnings/unused.ts';
import { checkWording } from '../content/check/warnings/wording.ts';
import { type Content, DEFAULT_LANGUAGE, type Texts, textsOf } from '../content/content.ts';
import { ContentError, type ContentProblem, describeProblem, onceEach } from '../content/content-problem.ts';
import { loadContent, routesIn } from '../content/load.ts';
import { findLine, outOfScopeFile, pictureFile, questionFile, textFile } from '../content/pack-files.ts';
import { countryNameIn } from '../lib/country-name.ts';
import { checkPictureWords } from '../pictures/check-picture-words.ts';
import { rehearsePack } from '../rehearsal/rehearse-pack.ts';
import { checkExamples } from '../understanding/check-examples.ts';

/**
 * `npm run check:content -- [language]`: prints every problem of the content pack, those that only somebody in a conversation would meet
 * too, then warnings about possible ones, how certain each centre is, and the pack's size. With a language, only its conversations are
 * had and only its texts are warned about: that is faster for somebody who writes them.
 */
const [only] = process.argv.slice(2);
try {
  const folder = configFrom(process.env).contentDir;
  const content = loadContent(folder);
  if (only !== undefined && !content.languages.has(only)) throw new ContentError([noFolder(only)]);
  const onEachRoute = routesIn(folder).map((route) => loadContent(folder, { route }));
  await refuseWhatFails(onEachRoute, folder);
  const warnings = [
    ...otherFiles(folder).map(unread),
    ...content.unconfirmed.filter(({ file }) => only === undefined || file.startsWith(`${only}/`)),
    // Most of a pack is the same on each route.
    ...onceEach(
      onEachRoute.flatMap((one) => textsIn(one).flatMap((texts) => warningsOf(one, texts, folder))),
    ),
    ...unusedIn(folder, onEachRoute),
    ...textsIn(content).flatMap((texts) => [
      ...literalsIn(folder, content, texts),
      ...warningsOnExamples(texts, folder),
      ...checkWording(folder, texts.language, texts.messages.avoid),
    ]),
  ];
  for (const warning of warnings) console.warn(`warning: ${describeProblem(warning)}`);
  for (const line of centresOf(content)) console.log(line);
  const steps = content.guide.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  const problems = Object.keys(content.guide.problems).length;
  const questions = Object.keys(textsOf(content, DEFAULT_LANGUAGE).questions).length;
  console.log(
    `The content pack in ${folder} is good: ${content.languages.size} language(s), ${steps} steps, ${problems} problems, ${questions} questions, ${warnings.length} warning(s).`,
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  for (const problem of error.problems) console.error(describeProblem(problem));
  console.error(`${error.problems.length} problem(s) in the content pack.`);
  process.exitCode = 1;
}

function unread(file: string): ContentProblem {
  return {
    file,
    line: 1,
    key: '',
    reason: 'this file is not read',
    fix: 'remove it, or move it out of the content pack',
  };
}

/** Has the conversations of every route, so that what passes fails for nobody. */
async function refuseWhatFails(onEachRoute: readonly Content[], folder: string): Promise<void> {
  const problems: ContentProblem[] = [];
  for (const content of onEachRoute)
    problems.push(...(await rehearsePack(content, folder, only === undefined ? undefined : [only])));
  if (problems.length > 0) throw new ContentError(onceEach(problems));
}

function textsIn(content: Content): Texts[] {
  return [...content.languages.values()].filter(({ language }) => only === undefined || language === only);
}

function noFolder(language: string): ContentProblem {
  return {
    file: language,
    line: 1,
    key: '',
    reason: 'the pack has no folder for this language',
    fix: 'give the code of a language that it has, or none to check all of them',
  };
}

/** Lists the centres, the least certain first, and the countries for which no source names one. */
function centresOf({ centres: { countries } }: Content): string[] {
  const centres = countries.flatMap(({ id, centres: listed }) =>
    listed.map(({ name, city, certainty, source }) => {
      const where = `${name}, ${city}, ${countryNameIn(DEFAULT_LANGUAGE, id)}`;
      return { certainty, line: `  ${certainty}: ${where} (${source})` };
    }),
  );
  const rank = (certainty: string) =>
    ['low', 'medium', 'high'].findIndex((word) => certainty.startsWith(word));
  centres.sort((a, b) => rank(a.certainty) - rank(b.certainty));
  const without = countries
    .filter((country) => country.centres.length === 0)
    .map(({ id }) => countryNameIn(DEFAULT_LANGUAGE, id));
  return [
    `${centres.length} centres, by how certain they are:`,
    ...centres.map(({ line }) => line),
    ...(without.length > 0 ? [`  no source names a centre in: ${without.join(', ')}`] : []),
  ];
}

/** Collects flaws that do not stop a start, but make answers doubtful or drawings hard to read. */
function warningsOf(content: Content, texts: Texts, folder: string): ContentProblem[] {
  // The facts of a translation have been compared with those of the default language.
  const isTranslation = texts.language !== DEFAULT_LANGUAGE;
  const answers = (isTranslation ? [] : checkAnswers(content, texts)).map(({ question, ...what }) => {
    const file = questionFile(texts.language, question);
    return { file, line: findLine(folder, file, 'answer'), key: 'answer', ...what };
  });
  const drawings = checkPictureWords(texts).map(({ drawing, ...what }) => {
    const file = pictureFile(drawing);
    return { file, line: findLine(folder, file, 'screens'), ...what };
  });
  const names = checkNames(content, texts).map(({ file, ...what }) => {
    const path = textFile(texts.language, file);
    const [, named = ''] = /"([^"]+)"/.exec(what.reason) ?? [];
    return { file: path, line: findLine(folder, path, named), key: '', ...what };
  });
  return [...answers, ...drawings, ...names];
}

/** Collects examples that make questions harder to tell apart; they are the same on each route. */
function warningsOnExamples(texts: Texts, folder: string): ContentProblem[] {
  return checkExamples(texts).map(({ label, example, ...what }) => {
    const file = (label in texts.questions ? questionFile : outOfScopeFile)(texts.language, label);
    const named = example === undefined ? {} : { reason: `"${example}" ${what.reason}` };
    return { file, line: findLine(folder, file, example ?? 'examples'), key: 'examples', ...what, ...named };
  });
}
