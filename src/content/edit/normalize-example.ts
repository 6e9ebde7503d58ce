import type { Content, Texts } from '../content.ts';

/** The longest question ever taken over has 345 characters; a whole email is not an example. */
export const LONGEST_EXAMPLE = 400;

/** In characters: not even with the names of areas taken out does a longer text become an example. */
const MOST_READ = 10 * LONGEST_EXAMPLE;

/** A typed text in the form in which the pack keeps examples, or the reason why it cannot be one. */
export type NormalizedExample =
  | { line: string }
  | { problem: 'empty' | 'long' | 'braces' }
  /** It names a centre, and another network would have to take that out. */
  | { problem: 'centre'; name: string };

/**
 * Turns typed text into one line without invisible characters, with {network} and {area} in place of their names, since
 * the pack's questions serve any network.
 */
export function normalizeExample(typed: string, content: Content, { network }: Texts): NormalizedExample {
  if (typed.length > MOST_READ) return { problem: 'long' };
  const areas = Object.values(network.areas).flatMap(({ name, label }) => [name, label]);
  const withAreas = areas.reduce((text, name) => text.replace(asWords(name), '{area}'), oneLine(typed));
  const line = [network.name, network.shortName].reduce(
    (text, name) => text.replace(asBeginning(name), '{network}'),
    withAreas,
  );
  if (!/[\p{L}\p{N}]/u.test(line)) return { problem: 'empty' };
  if (line.length > LONGEST_EXAMPLE) return { problem: 'long' };
  if (/[{}]/.test(line.replaceAll('{network}', '').replaceAll('{area}', ''))) return { problem: 'braces' };
  const centres = content.centres.countries.flatMap((country) => country.centres);
  const name = centres
    .flatMap((centre) => [centre.name, ...centre.aliases])
    .find((one) => asWords(one).test(line));
  return name === undefined ? { line } : { problem: 'centre', name };
}

/** Removes line breaks and control characters, which would end a line of YAML, and invisible formatting characters. */
function oneLine(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

/** Matches a name as a whole word. */
function asWords(name: string): RegExp {
  return new RegExp(`${asBeginning(name).source}(?![\\p{L}\\p{N}])`, 'giu');
}

/** Matches a name with any ending, as in "…'s". */
function asBeginning(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}`, 'giu');
}
