import type { Content, Texts } from '../content.ts';

/** The longest question that was ever taken over has 345 characters; a mail is no example. */
export const LONGEST_EXAMPLE = 400;

/** A typed text as an example may stand in the pack, or why it may not. */
export type ExampleLine =
  | { line: string }
  | { problem: 'empty' | 'long' | 'braces' }
  /** Another network would have to take it out. */
  | { problem: 'centre'; name: string };

/**
 * Makes one line of what was typed: without invisible characters, and with {network} and {area} in the place of their
 * names, since the pack's questions serve any network.
 */
export function exampleLine(typed: string, content: Content, { network }: Texts): ExampleLine {
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

/** Line breaks and control characters end a line of YAML; characters that only steer the display hide what is there. */
function oneLine(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

/** A name that stands for itself. */
function asWords(name: string): RegExp {
  return new RegExp(`${asBeginning(name).source}(?![\\p{L}\\p{N}])`, 'giu');
}

/** A name with whatever is put behind it, as in "…'s". */
function asBeginning(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}`, 'giu');
}
