import { isMap, isScalar, parseDocument, Scalar } from 'yaml';

/**
 * Adds an example to the end of the block in the text of a question's file and leaves everything else as it is, comments,
 * indentation and line endings included. Returns undefined where the examples are not a block of lines.
 */
export function appendExample(text: string, line: string): string | undefined {
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

/** Checks that nothing but that example was added, whatever the file looks like. */
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
