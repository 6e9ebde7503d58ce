import type { ContentProblem } from '../../content-problem.ts';
import { TYPED, textFilesOf } from './text-files.ts';

/** Keys whose texts may hold any word: what people type, the names of stored records, and the list of these words itself. */
const NOT_SAID: ReadonlySet<string> = new Set([...TYPED, 'records', 'avoid']);

/** Finds words in the texts of a language that `avoid` in messages.yaml names, each with what to write instead. */
export function checkWording(
  folder: string,
  language: string,
  avoid: Readonly<Record<string, string>>,
): ContentProblem[] {
  const words = Object.entries(avoid).map(([word, instead]) => ({ word, instead, pattern: wholeWord(word) }));
  return textFilesOf(folder, language).flatMap((file) => {
    for (const { path, text } of file.texts) {
      if (path.some((key) => NOT_SAID.has(String(key)))) continue;
      const said = withoutBold(text);
      for (const { word, instead } of words.filter(({ pattern }) => pattern.test(said)))
        file.report(path, `"${word}" is a word to avoid`, `write "${instead}", or say it in another way`);
    }
    return file.problems;
  });
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}-])`, 'iu');
}

/** Leaves out what is bold: names of buttons are written as screens show them. */
function withoutBold(text: string): string {
  return text.replace(/\*\*.*?\*\*/gu, '');
}
