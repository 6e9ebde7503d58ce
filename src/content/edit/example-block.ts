import { isMap, isScalar, parseDocument, Scalar } from 'yaml';

/**
 * The text of a question's file with one example more at the end of its block; everything else stays as it is, comments,
 * indentation and line endings included. Undefined where the examples do not stand in a block of lines.
 */
export function withExample(text: string, line: string): string | undefined {
  const { contents } = parseDocument(text);
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'examples')
    : undefined;
  const block = pair?.value;
  if (!isScalar(block) || block.type !== Scalar.BLOCK_LITERAL || !block.range) return undefined;
  const [start, end] = block.range;
  const written = text.slice(start, end).trimEnd();
  const [, first = '  '] = /\n([ ]+)\S/.exec(written) ?? [];
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const at = start + written.length;
  const changed = `${text.slice(0, at)}${ending}${first}${line}${text.slice(at)}`;
  return hasOneMore(text, changed, line) ? changed : undefined;
}

/** Whatever the file looks like: nothing but that example may have been added. */
function hasOneMore(before: string, after: string, line: string): boolean {
  const [old, now] = [before, after].map((text) => parseDocument(text).toJS() as Record<string, unknown>);
  if (!old || !now) return false;
  const linesOf = ({ examples }: Record<string, unknown>) =>
    String(examples)
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean);
  const rest = (file: Record<string, unknown>) => JSON.stringify({ ...file, examples: '' });
  return rest(old) === rest(now) && JSON.stringify(linesOf(now)) === JSON.stringify([...linesOf(old), line]);
}
