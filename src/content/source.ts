import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from './problem.ts';

type Path = readonly (string | number)[];

/** One YAML file of the content pack that knows on which line each key stands. */
export class Source {
  readonly file: string;
  readonly problems: ContentProblem[] = [];
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;

  constructor(folder: string, file: string) {
    this.file = file;
    const path = join(folder, file);
    let text = '';
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      this.report(
        [],
        'the file is missing or cannot be read',
        `add ${file}, or set CONTENT_DIR to the right folder`,
      );
    }
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const error of this.#document.errors) {
      const line = this.#lines.linePos(error.pos[0]).line;
      const reason = error.message;
      this.problems.push({
        file,
        line,
        key: '',
        reason,
        fix: 'check indentation, quotes and colons on this line',
      });
    }
  }

  /** The file's content in the schema's shape; undefined, with the problems noted, where it does not fit. */
  parse<Schema extends z.ZodType>(schema: Schema): z.output<Schema> | undefined {
    if (this.problems.length > 0) return undefined;
    const result = schema.safeParse(this.#document.toJS());
    if (result.success) return result.data;
    for (const issue of result.error.issues) this.#reportIssue(issue);
    return undefined;
  }

  /** Notes a problem at the line of the key. */
  report(path: Path, reason: string, fix: string): void {
    this.problems.push({ file: this.file, line: this.#lineOf(path), key: path.join('.'), reason, fix });
  }

  #reportIssue(issue: z.core.$ZodIssue): void {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        this.report(
          [...path, key],
          `the key "${key}" is not known here`,
          'check its spelling and indentation, or remove it',
        );
      return;
    }
    if (issue.code === 'invalid_type' && this.#value(path) === undefined) {
      this.report(path, 'the key is missing', `add it; it takes ${withArticle(issue.expected)}`);
      return;
    }
    if (issue.code === 'invalid_key') {
      const inner = issue.issues[0]?.message ?? issue.message;
      this.report(path, `the key "${String(path.at(-1))}" ${inner}`, 'rename the key');
      return;
    }
    this.report(path, issue.message, fixFor(issue));
  }

  #value(path: Path): unknown {
    return this.#document.getIn(path);
  }

  /** The line of the key itself, or of the nearest one above it that exists. */
  #lineOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document?.getIn(path.slice(0, length), true);
      const offset = isNode(node) ? node.range?.[0] : undefined;
      if (offset !== undefined) return this.#lines.linePos(offset).line;
    }
    return 1;
  }
}

function withArticle(expected: string): string {
  if (expected === 'array') return 'a list';
  if (expected === 'object' || expected === 'record') return 'a group of keys';
  return expected === 'string' ? 'a text' : `a ${expected}`;
}

function fixFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${withArticle(issue.expected)} here`;
    case 'too_small':
      return 'write at least one';
    case 'too_big':
      return 'shorten it or split it';
    case 'invalid_value':
      return `use one of: ${issue.values.map(String).join(', ')}`;
    default:
      return 'correct the value';
  }
}
