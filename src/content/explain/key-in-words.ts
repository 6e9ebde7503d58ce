const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });

/** The way to a place in a file: keys of groups, and numbers of entries of lists, counted from 0. */
export type Path = readonly (string | number)[];

/**
 * Names a place in a file as its editor finds it: entries by their id where they have one, else counted from one
 * ("the 2nd line of answer").
 */
export function keyInWords(path: Path, file: unknown): string {
  let key = '';
  let value = file;
  for (const part of path) {
    const inside = valueAt(value, part);
    key = typeof part === 'string' ? join(key, part) : entryOf(key, part, inside);
    value = inside;
  }
  return key;
}

function valueAt(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    ? (value as Record<string | number, unknown>)[part]
    : undefined;
}

function join(key: string, part: string): string {
  if (key === '') return part;
  return key.startsWith('the ') ? `${part} in ${key}` : `${key}.${part}`;
}

function entryOf(key: string, index: number, entry: unknown): string {
  const id = valueAt(entry, 'id');
  if (typeof id === 'string') return join(key, id);
  return `the ${ordinal(index + 1)} ${typeof entry === 'string' && entry.includes(' ') ? 'line' : 'entry'} of ${key}`;
}

function ordinal(number: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${number}${ending[ORDINALS.select(number)]}`;
}
