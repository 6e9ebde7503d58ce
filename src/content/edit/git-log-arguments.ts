import { readdirSync } from 'node:fs';
import { basename, join, normalize, relative, sep } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** Returns the arguments that limit `git log` to a part of the pack; undefined where there is no such part. */
export async function gitLogArguments(
  folder: string,
  file: string | undefined,
  key: string | undefined,
  git: (args: string[]) => Promise<string>,
): Promise<string[] | undefined> {
  // The schemas are generated: their changes are of no interest to an editor.
  if (file === undefined) return ['--name-only', '--', '.', ':(exclude)schema'];
  const path = fileNamed(folder, file);
  if (path === undefined) return undefined;
  if (key === undefined) return ['--follow', '--', path];
  try {
    const found = linesOf(await git(['show', `HEAD:./${path}`]), key);
    return found && ['--no-patch', `-L${found.from},${found.to}:${path}`];
  } catch {
    // The file was never committed.
    return undefined;
  }
}

/** Finds a file of the pack by its path, with or without the pack's folder, or by its base name alone. */
function fileNamed(folder: string, wanted: string): string | undefined {
  const path = normalize(wanted);
  const inside = relative(folder, path);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.split(sep).join('/'));
  return (
    files.find((name) => name === path || name === inside || join(folder, name) === path) ??
    files.find((name) => basename(name, '.yaml') === wanted)
  );
}

/** Returns the lines, counted from 1, that hold a dotted key and its value. */
function linesOf(text: string, key: string): { from: number; to: number } | undefined {
  const lines = new LineCounter();
  let node: unknown = parseDocument(text, { lineCounter: lines }).contents;
  let from: number | undefined;
  for (const part of key.split('.')) {
    const found = partOf(node, part);
    if (!found) return undefined;
    ({ from, node } = found);
  }
  const end = isNode(node) ? node.range?.[1] : undefined;
  if (from === undefined) return undefined;
  return { from: lines.linePos(from).line, to: lines.linePos(Math.max(from, (end ?? from) - 1)).line };
}

function partOf(node: unknown, part: string): { from: number | undefined; node: unknown } | undefined {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    return pair && { from: pair.key.range?.[0], node: pair.value };
  }
  const item = isSeq(node) ? node.items[Number(part)] : undefined;
  return isNode(item) ? { from: item.range?.[0], node: item } : undefined;
}
