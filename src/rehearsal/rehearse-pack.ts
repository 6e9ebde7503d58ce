import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { findLine, outOfScopeFile, questionFile, textFile } from '../content/pack-files.ts';
import { drawPages } from './pages.ts';
import { rehearse, type Subject } from './rehearse.ts';

/**
 * Rehearses conversations, pages and mails with a pack in each of its languages, or in those that are named, and says in which file and
 * line to mend what would fail.
 */
export async function rehearsePack(
  content: Content,
  folder: string,
  languages: Iterable<string> = content.languages.keys(),
): Promise<ContentProblem[]> {
  const problems: ContentProblem[] = [];
  for (const language of languages) problems.push(...(await rehearseLanguage(content, folder, language)));
  return problems;
}

async function rehearseLanguage(
  content: Content,
  folder: string,
  language: string,
): Promise<ContentProblem[]> {
  const alone = inOneLanguage(content, language);
  const found = await rehearse(alone, { isTranslation: language !== DEFAULT_LANGUAGE });
  const spoken = found.map(({ subject, ...flaw }) => ({ ...placeOf(subject, language), ...flaw }));
  const drawn = drawPages(alone).map(({ file, ...flaw }) => ({ ...flaw, file: textFile(language, file) }));
  return [...spoken, ...drawn].map((flaw) => {
    const [last = ''] = flaw.key.split('.').slice(-1);
    return { ...flaw, line: last === '' ? 1 : findLine(folder, flaw.file, last) };
  });
}

/** Returns the content as if this language were the only one, so that everything is said in it. */
function inOneLanguage(content: Content, language: string): Content {
  return { ...content, languages: new Map([[DEFAULT_LANGUAGE, textsOf(content, language)]]) };
}

function placeOf(subject: Subject, language: string): Pick<ContentProblem, 'file' | 'key'> {
  switch (subject.kind) {
    case 'step':
      return { file: textFile(language, `steps/${subject.phase}`), key: `steps.${subject.step}` };
    case 'problem':
      return { file: textFile(language, 'guide'), key: `problems.${subject.id}` };
    case 'question':
      return { file: questionFile(language, subject.id), key: '' };
    case 'outOfScope':
      return { file: outOfScopeFile(language, subject.id), key: 'reply' };
    case 'vague':
      return { file: textFile(language, 'vague'), key: '' };
    case 'other':
      return { file: textFile(language, 'messages'), key: '' };
  }
}
