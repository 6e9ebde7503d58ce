import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { oncePerKey } from '../once-per-key.ts';

const PLACE = /([^\s()]+[\\/]\.cache[\\/]bundle[\\/][^\s()]+\.cjs):(\d+):(\d+)/;

/** Node's own translation would read all maps at the start, which costs a quarter of what the bundle saves. */
const mapOf = oncePerKey((file) => new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8'))));

/** Returns a line of a stack with the place in the sources, where it names one of ours in the bundle. */
export function sourceFrame(frame: string): string {
  return frame.replace(
    PLACE,
    (place, file: string, line: string, column: string) =>
      sourceOf(file, Number(line) - 1, Number(column) - 1) ?? place,
  );
}

function sourceOf(file: string, line: number, column: number): string | undefined {
  try {
    const origin = mapOf(file).findEntry(line, column);
    // A line of a package is not in the map, which then answers with the last line of ours before it.
    if (!('originalSource' in origin) || origin.generatedLine !== line) return undefined;
    return `${join(dirname(file), origin.originalSource)}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
  } catch {
    // Without its map the place in the bundle still says more than none.
    return undefined;
  }
}
