import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from './content-problem.ts';
import { fixForIssue, reasonForIssue } from './explain-issue.ts';
import { fillNames, type Names } from './fill-names.ts';

/** A file of the pack as it would be after a change that has not been written yet. */
export interface ChangedFile {
  /** Path inside the content pack. */
  file: string;
  text: string;
}

type Path = readonly (string | number)[];

/** A file's content, read with a schema. */
export interface ParsedFile<Schema extends z.ZodType> {
  /** With defaults filled in; undefined where something does not match the schema. */
  data?: z.output<Schema>;
  /** As it is written: single values may be wrong, but each key holds the right type. */
  written?: z.input<Schema>;
}

/** One YAML file of the content pack that knows on which line each key stands. */
export class YamlFile {
  readonly file: string;
  readonly problems: ContentProblem[] = [];
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  /** Undefined where the file cannot be read. */
  #value: unknown;

  constructor(folder: string, file: string, changed?: ChangedFile) {
    this.file = file;
    const text = changed?.file === file ? changed.text : this.#read(join(folder, file));
    this.#document = parseDocument(text ?? '', { lineCounter: this.#lines, prettyErrors: false });
    const readable = this.#reportErrors(text ?? '') && this.#reportAliases();
    this.#value = text !== undefined && readable ? this.#document.toJS() : undefined;
  }

  /** Fills the placeholders of names and addresses into every text, and reports those that stand for nothing. */
  fill(names: Names): void {
    this.#value = this.#filled(this.#value, [], names);
  }

  /** Parses the file with a schema and reports every place that does not match it. */
  parse<Schema extends z.ZodType>(schema: Schema): ParsedFile<Schema> {
    if (this.#value === undefined) return {};
    const result = schema.safeParse(this.#value, { error: reasonForIssue, reportInput: true });
    const written = this.#value as z.input<Schema>;
    if (result.success) return { data: result.data, written };
    const { issues } = result.error;
    const misshapen = new Set(issues.filter(isMisshapen).map(({ path }) => path.join('.')));
    for (const issue of issues)
      if (isMisshapen(issue) || !misshapen.has(issue.path.join('.'))) this.#reportIssue(issue);
    return misshapen.size > 0 ? {} : { written };
  }

  /** Returns the keys of the group at the path; undefined where there is no such group. */
  keysAt(path: Path): string[] | undefined {
    const group = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    if (this.#value === undefined || !isMap(group)) return undefined;
    return group.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''));
  }

  /** Returns the texts of the group at the path, by their keys; undefined where there is no such group. */
  textsAt(path: Path): Record<string, string> | undefined {
    const group = path.length === 0 ? this.#value : this.#document.getIn(path);
    const values = isMap(group) ? group.toJSON() : group;
    if (this.#value === undefined || typeof values !== 'object' || values === null) return undefined;
    return Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  /** Reports a problem at the line of the key. */
  report(path: Path, reason: string, fix: string): void {
    this.problems.push({ file: this.file, line: this.#lineOf(path), key: path.join('.'), reason, fix });
  }

  #filled(value: unknown, path: Path, names: Names): unknown {
    if (typeof value === 'string')
      return fillNames(value, names, ({ kind, id, known }) =>
        this.report(path, `there is no ${kind} "${id}"`, `use one of: ${known.join(', ')}`),
      );
    if (Array.isArray(value)) return value.map((item, index) => this.#filled(item, [...path, index], names));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, this.#filled(inner, [...path, key], names)]),
    );
  }

  #read(path: string): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      const fix = `add ${this.file}, or set CONTENT_DIR to the right folder`;
      this.#note(0, '', 'the file is missing or cannot be read', fix);
      return undefined;
    }
  }

  /**
   * Reports invalid YAML, once for each line and each kind since one mistake causes others. Returns false where nothing
   * can be read from the file.
   */
  #reportErrors(text: string): boolean {
    const { errors } = this.#document;
    const reported = new Set<string | number>();
    for (const { code, message, pos } of errors) {
      const { line } = this.#lines.linePos(pos[0]);
      if (code === 'DUPLICATE_KEY') {
        const key = /^["']?([^"':\n]+)/.exec(text.slice(pos[0]))?.[1]?.trim() ?? '';
        this.#note(pos[0], key, `the key "${key}" is there twice`, 'rename or remove one of the two');
      } else if (!reported.has(code) && !reported.has(line)) {
        reported.add(code).add(line);
        const fix =
          'check indentation, quotes and colons on this line and on the one above it; a sentence with a colon in it needs quotation marks';
        this.#note(pos[0], '', `cannot be read: ${message}`, fix);
      }
    }
    return errors.every(({ code }) => code === 'DUPLICATE_KEY');
  }

  #note(offset: number, key: string, reason: string, fix: string): void {
    this.problems.push({ file: this.file, line: this.#lines.linePos(offset).line || 1, key, reason, fix });
  }

  /** Reports texts such as **Click** without quotation marks, which YAML reads as a reference to a named node. */
  #reportAliases(): boolean {
    const unresolved: number[] = [];
    visit(this.#document, {
      Alias: (_, node) => {
        if (!node.resolve(this.#document)) unresolved.push(node.range?.[0] ?? 0);
      },
    });
    for (const offset of unresolved) {
      const fix = 'put the text between quotation marks';
      this.#note(offset, '', 'begins with *, which has a meaning of its own in YAML', fix);
    }
    return unresolved.length === 0;
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
    if (issue.code === 'invalid_key') {
      const inner = issue.issues[0]?.message ?? issue.message;
      this.report(path, `the key "${String(path.at(-1))}" ${inner}`, 'rename the key');
      return;
    }
    this.report(path, issue.message, fixForIssue(issue));
  }

  /** Returns the line of the key itself, or of the nearest one above it that exists. */
  #lineOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.#offsetOf(path.slice(0, length));
      if (offset !== undefined) return this.#lines.linePos(offset).line;
    }
    return 1;
  }

  #offsetOf(path: Path): number | undefined {
    const above = path.slice(0, -1);
    const group = above.length === 0 ? this.#document.contents : this.#document.getIn(above, true);
    const name = String(path.at(-1));
    const pair = isMap(group) && group.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    const node = pair ? pair.key : this.#document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  }
}

function isMisshapen(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type';
}
