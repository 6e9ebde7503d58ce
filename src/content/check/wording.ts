import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPair, isScalar, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml';
import type { ContentProblem } from '../content-problem.ts';

/** Keys of what people type, which may be said in any words, and of the list of these words itself. */
const NOT_SAID = new Set(['examples', 'says', 'commands', 'fillers', 'ownAddress', 'avoid']);
/** The names that other sites give their buttons and screens. */
const LABELS = 'labels.yaml';

/** Finds words in the texts of a language that `avoid` in messages.yaml names, each with what to write instead. */
export function checkWording(
  folder: string,
  language: string,
  avoid: Readonly<Record<string, string>>,
): ContentProblem[] {
  const words = Object.entries(avoid).map(([word, instead]) => ({ word, instead, pattern: wholeWord(word) }));
  return filesOf(folder, language).flatMap((file) =>
    textsOf(readFileSync(join(folder, file), 'utf8')).flatMap(({ text, line, key }) =>
      words
        .filter(({ pattern }) => pattern.test(text))
        .map(({ word, instead }) => ({
          file,
          line,
          key,
          reason: `"${word}" is a word to avoid`,
          fix: `write "${instead}", or say it in another way`,
        })),
    ),
  );
}

function wholeWord(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}-])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}-])`, 'iu');
}

/** Lists the language's own files; a pack that builds on another one may have none. */
function filesOf(folder: string, language: string): string[] {
  if (!existsSync(join(folder, language))) return [];
  return readdirSync(join(folder, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== LABELS)
    .map((name) => `${language}/${name.replaceAll('\\', '/')}`)
    .sort();
}

/** Lists the texts of a file, without what is bold in them: names of buttons are written as screens show them. */
function textsOf(source: string): { text: string; line: number; key: string }[] {
  const lineCounter = new LineCounter();
  const found: { text: string; line: number; key: string }[] = [];
  visit(parseDocument(source, { lineCounter }), {
    Pair: (_, { key }) => (isScalar(key) && NOT_SAID.has(String(key.value)) ? visit.SKIP : undefined),
    Scalar: (at, { value, range }, path) => {
      if (at === 'key' || typeof value !== 'string') return;
      const text = value.replace(/\*\*.*?\*\*/gu, '');
      found.push({ text, line: lineCounter.linePos(range?.[0] ?? 0).line, key: keyOf(path) });
    },
  });
  return found;
}

function keyOf(path: readonly (Node | Pair | unknown)[]): string {
  return path
    .filter(isPair)
    .map(({ key }) => String(key))
    .join('.');
}
