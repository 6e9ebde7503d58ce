import { type Document, isScalar, type Node, type Scalar, visit } from 'yaml';
import type { Explained } from '../explain/explain-yaml.ts';

/** A place in a file that can be read, but not as its editor meant it. */
export interface Trap extends Explained {
  /** In characters from the beginning of the file. */
  at: number;
}

/** The key whose block has one example on each line. */
const BLOCK_OF_LINES = 'examples';

/** A text in quotation marks of a text program, which mean nothing to YAML. */
const CURLY = /^[“”„«‘’][^“”„«»‘’]*[“”»‘’]$/u;

/** Finds sentences that are cut off, begin with a sign that is swallowed, or run together: YAML takes all of them silently. */
export function findTraps(document: Document<Node>, text: string): Trap[] {
  const traps: Trap[] = [];
  visit(document, {
    Alias: (_, { range }) => {
      traps.push({ at: range?.[0] ?? 0, ...meant('*') });
    },
    Scalar: (key, node) => {
      if (node.range && key !== 'key') traps.push(...trapsOf(node, node.range, text));
    },
    Collection: (_, node) => {
      if (node.anchor !== undefined) traps.push({ at: node.range?.[0] ?? 0, ...meant('&') });
    },
    Pair: (_, { key, value }) => {
      if (isScalar(key) && key.value === BLOCK_OF_LINES && isScalar(value) && key.range)
        traps.push(...trapsOfBlock(value, key.range[0], text));
    },
  });
  return traps;
}

function trapsOf(
  { type, anchor, source = '' }: Scalar,
  [start, end]: [number, number, number],
  text: string,
): Trap[] {
  if (anchor !== undefined) return [{ at: start, ...meant('&') }];
  if (type === 'PLAIN' && CURLY.test(source))
    return [
      {
        at: start,
        reason: 'stands between quotation marks that a text program has made round, and they would be shown',
        fix: 'use straight ones (") at its beginning and end',
      },
    ];
  const [, sign, behind = ''] = /^[ \t]+(#)(.*)/.exec(text.slice(end, end + 200)) ?? [];
  const isCut = type === 'PLAIN' && sign && (source.includes(' ') || /^\S/.test(behind));
  if (!isCut) return [];
  return [
    {
      at: start,
      reason: `ends at "${source.slice(-20)}", since a # after a space begins a comment`,
      fix: 'put the whole text between "quotation marks"; a comment goes on a line of its own',
    },
  ];
}

function meant(sign: string): Explained {
  return {
    reason: `begins with ${sign}, which has a special meaning`,
    fix: 'put the text between quotation marks',
  };
}

function trapsOfBlock({ type, range, value }: Scalar, at: number, text: string): Trap[] {
  if (typeof value !== 'string' || value.trim() === '') return [];
  if (type !== 'BLOCK_LITERAL')
    return [
      {
        at,
        reason: 'all examples would run together into one',
        fix: `write "${BLOCK_OF_LINES}: |" and one example on each line below it, indented by two spaces`,
      },
    ];
  const [start, end] = range ?? [0, 0];
  const wrong = /\n[ \t]*(#|- )/.exec(text.slice(start, end));
  if (!wrong) return [];
  const sign = wrong[1]?.trim() ?? '';
  return [
    {
      at: start + wrong.index + 1,
      reason: `the ${sign} is taken as part of the example`,
      fix: `remove ${sign === '#' ? 'the line; comments go above the examples' : 'it'}`,
    },
  ];
}
