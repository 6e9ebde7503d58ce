import { type Content, DEFAULT_LANGUAGE } from '../content/content.ts';
import type { ContentProblem } from '../content/content-problem.ts';
import { findLine, outOfScopeFile, questionFile, textFile } from '../content/pack-files.ts';
import { drawPages } from './pages.ts';
import { rehearse, type Subject } from './rehearse.ts';

/** Rehearses conversations, pages and mails with a pack, and says in which file and line to mend what would fail. */
export async function rehearsePack(content: Content, folder: string): Promise<ContentProblem[]> {
  const spoken = (await rehearse(content)).map(({ subject, ...flaw }) => ({ ...placeOf(subject), ...flaw }));
  const drawn = drawPages(content).map(({ file, ...flaw }) => ({ ...flaw, file: inLanguage(file) }));
  return [...spoken, ...drawn].map((flaw) => {
    const [last = ''] = flaw.key.split('.').slice(-1);
    return { ...flaw, line: last === '' ? 1 : findLine(folder, flaw.file, last) };
  });
}

function placeOf(subject: Subject): Pick<ContentProblem, 'file' | 'key'> {
  switch (subject.kind) {
    case 'step':
      return { file: inLanguage(`steps/${subject.phase}`), key: `steps.${subject.step}` };
    case 'problem':
      return { file: inLanguage('guide'), key: `problems.${subject.id}` };
    case 'question':
      return { file: questionFile(DEFAULT_LANGUAGE, subject.id), key: '' };
    case 'outOfScope':
      return { file: outOfScopeFile(DEFAULT_LANGUAGE, subject.id), key: 'reply' };
    case 'vague':
      return { file: inLanguage('vague'), key: '' };
    case 'other':
      return { file: inLanguage('messages'), key: '' };
  }
}

function inLanguage(name: string): string {
  return textFile(DEFAULT_LANGUAGE, name);
}
