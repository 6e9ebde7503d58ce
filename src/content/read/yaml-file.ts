import { join } from 'node:path';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from '../content-problem.ts';
import { useOneOf } from '../explain/did-you-mean.ts';
import { fixForIssue, fixForUnknownKey, reasonForIssue } from '../explain/explain-issue.ts';
import { explainYaml } from '../explain/explain-yaml.ts';
import { keyInWords, type Path } from '../explain/key-in-words.ts';
import { isGroup, layOver } from './base.ts';
import { fillNames, type Names, STANDS_IN, type UnknownName } from './fill-names.ts';
import { findBadCharacter, readPackFile } from './read-pack-file.ts';
import { findTraps } from './yaml-traps.ts';

/** A file of the pack as it would be after a change that has not been written yet. */
export interface ChangedFile {
  /** Path inside the content pack. */
  file: string;
  text: string;
}

/** A file's content, read with a schema. */
export interface ParsedFile<Schema extends z.ZodType> {
  /** With defaults filled in; undefined where something does not match the schema. */
  data?: z.output<Schema>;
  /** As it is written: single values may be wrong, but each key holds the right type. */
  written?: z.input<Schema>;
}

/** One YAML file of the content pack that knows which line each key is on. */
export class YamlFile {
  readonly file: string;
  readonly problems: ContentProblem[] = [];
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  /** Undefined where the file cannot be read. */
  #value: unknown;
  #unfilled: unknown;

  constructor(folder: string, file: string, changed?: ChangedFile) {
    this.file = file;
    const text = changed?.file === file ? changed.text : this.#read(join(folder, file));
    this.#document = parseDocument(text ?? '', {
      lineCounter: this.#lines,
      prettyErrors: false,
      logLevel: 'error',
    });
    const readable = text !== undefined && this.#reportErrors(text) && this.#reportTraps(text);
    this.#value = readable ? this.#document.toJS() : undefined;
  }

  /**
   * Fills the placeholders of names and addresses into every text, and reports those that stand for nothing. `translated` has
   * those names of buttons that are known in the language of the texts as well.
   */
  fill(names: Names, translated?: Readonly<Record<string, string>>): void {
    this.#unfilled = this.#value;
    this.#value = mapTexts(this.#value, [], (text, path) =>
      fillNames(text, names, { translated, onUnknown: (unknown) => this.#reportUnknown(path, unknown) }),
    );
  }

  /** Returns everything that was read; undefined where the file cannot be read. */
  get value(): unknown {
    return this.#value;
  }

  /** Returns everything as it was before names and addresses were filled in. */
  get unfilled(): unknown {
    return this.#unfilled;
  }

  /** Changes what was read before it is parsed. */
  edit(change: (value: unknown) => unknown): void {
    if (this.#value !== undefined) this.#value = change(this.#value);
  }

  /** Lays what this file says over what another one says, and takes over what is wrong with that one. */
  over(beneath: YamlFile): this {
    this.#value = layOver(this.#value, beneath.#value);
    this.problems.push(...beneath.problems);
    return this;
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
    const group = this.#valueAt(path);
    return isGroup(group) ? Object.keys(group) : undefined;
  }

  /** Returns the texts of the group at the path, by their keys; undefined where there is no such group. */
  textsAt(path: Path): Record<string, string> | undefined {
    const group = this.#valueAt(path);
    if (!isGroup(group)) return undefined;
    return Object.fromEntries(
      Object.entries(group).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  }

  /** Lists every text of the file, with its place. */
  get texts(): { path: Path; text: string }[] {
    const within = (value: unknown, path: Path): { path: Path; text: string }[] => {
      if (typeof value === 'string') return [{ path, text: value }];
      if (Array.isArray(value)) return value.flatMap((inner, index) => within(inner, [...path, index]));
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).flatMap(([key, inner]) => within(inner, [...path, key]));
    };
    return within(this.#value, []);
  }

  /** Reports a problem at the line of the key. */
  report(path: Path, reason: string, fix: string): void {
    this.problems.push({ ...this.placeOf(path), reason, fix });
  }

  /** Returns the line of a key, and the key as its editor finds it. */
  placeOf(path: Path): Pick<ContentProblem, 'file' | 'line' | 'key'> {
    return { file: this.file, line: this.#lineOf(path), key: keyInWords(path, this.#value) };
  }

  #valueAt(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) => (isGroup(value) ? value[String(key)] : undefined),
      this.#value,
    );
  }

  #reportUnknown(path: Path, { kind, id, known }: UnknownName): void {
    const fix = useOneOf(id, known, `add "${id}" to ${STANDS_IN[kind]}`);
    this.report(path, `there is no ${kind} "${id}"`, fix);
  }

  /** Reads the file; reports why it cannot be read, or a character that cannot be meant. */
  #read(path: string): string | undefined {
    const read = readPackFile(path, this.file);
    const wrong = 'unreadable' in read ? read.unreadable : findBadCharacter(read.text);
    if (!wrong) return 'text' in read ? read.text : undefined;
    const line = wrong.before.split('\n').length;
    this.problems.push({ file: this.file, line, key: '', reason: wrong.reason, fix: wrong.fix });
    return undefined;
  }

  /**
   * Reports each key that is there twice, and the first place that cannot be read, since that one causes others. Returns
   * false where nothing can be read from the file.
   */
  #reportErrors(text: string): boolean {
    const all = [...this.#document.errors, ...this.#document.warnings];
    for (const { pos } of all.filter(({ code }) => code === 'DUPLICATE_KEY')) {
      const key = /^["']?([^"':\n]+)/.exec(text.slice(pos[0]))?.[1]?.trim() ?? '';
      this.#note(pos[0], key, `the key "${key}" appears twice`, 'rename or remove one of the two');
    }
    const first = all.find(({ code }) => code !== 'DUPLICATE_KEY');
    if (!first) return true;
    const { code, message, pos } = first;
    const at = message.startsWith('Missing closing') ? this.#startOfText(pos[0]) : pos[0];
    const line = text.split('\n')[this.#lines.linePos(at).line - 1] ?? '';
    const { reason, fix } = explainYaml(code, { message, line });
    this.#note(at, '', `cannot be read: ${reason}`, fix);
    return false;
  }

  #note(offset: number, key: string, reason: string, fix: string): void {
    this.problems.push({ file: this.file, line: this.#lines.linePos(offset).line || 1, key, reason, fix });
  }

  /** Returns where the text begins that goes on until this place, since its closing quotation mark is missing. */
  #startOfText(end: number): number {
    let start = end;
    visit(this.#document, {
      Scalar: (_, { range }) => {
        if (range && range[0] < end) start = range[0];
      },
    });
    return start;
  }

  /** Reports what can be read, but not as it is meant. Returns false where there is something of that kind. */
  #reportTraps(text: string): boolean {
    const traps = findTraps(this.#document, text);
    for (const { at, reason, fix } of traps) this.#note(at, '', reason, fix);
    return traps.length === 0;
  }

  #reportIssue(issue: z.core.$ZodIssue): void {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        this.report([...path, key], `the key "${key}" is not known here`, fixForUnknownKey(key, issue.keys));
      return;
    }
    if (issue.code === 'invalid_key') {
      const inner = issue.issues[0]?.message ?? issue.message;
      this.report(path, `the key "${String(path.at(-1))}" ${inner}`, 'rename the key');
      return;
    }
    const written = this.#document.getIn(path);
    const isFilled =
      typeof written === 'string' && typeof issue.input === 'string' && written !== issue.input;
    this.report(path, issue.message, fixForIssue(issue) + (isFilled ? `; it comes from ${written}` : ''));
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

/** Changes every text inside a value; the change is told the way to it. */
function mapTexts(value: unknown, path: Path, change: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, [...path, index], change));
  if (!isGroup(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, [...path, key], change)]),
  );
}

function isMisshapen(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type';
}
