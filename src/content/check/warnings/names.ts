import type { Content, DeskTexts, Texts } from '../../content.ts';
import { plainWords, plainWordsWithoutErn } from '../../plain-words.ts';
import { linesOf } from './texts-inside.ts';

/** A name in a text that another network's pack would have to change, or that was left behind by another network's. */
export interface NameWarning {
  /** Path inside the language's folder, without its ending. */
  file: string;
  reason: string;
  fix: string;
}

/** In letters: BOND, EYE, LUNG, Skin and Endo are words as well. */
const SHORT = 4;

/**
 * Finds names of networks in texts that are common to them, and examples that would send the network's own people away. Texts
 * of the network itself (network.yaml) may name what they like.
 */
export function checkNames(content: Content, texts: Texts): NameWarning[] {
  const own = plainWordsWithoutErn(texts.network.shortName);
  const others = content.networks.filter((name) => plainWordsWithoutErn(name) !== own);
  const words = ownWords(content, texts);
  return [...filesOf({ ...texts, ...content.desks.get(texts.language) })].flatMap(([file, value]) => {
    const said = plainWords(linesOf(withoutExamples(value)));
    const left = others
      .filter((name) => names(said, name))
      .map((name) => warningFor(file, name, 'another network'));
    const known = words
      .filter(({ name }) => said.includes(plainWords(name)))
      .map(({ name, fix }) => ({ file, reason: `"${name}" is a name that belongs to this network`, fix }));
    return [...left, ...known, ...sentAway(file, value, own)];
  });
}

/** What the pack of the network itself says, and what to write in its place. */
function ownWords({ centres }: Content, { network }: Texts): { name: string; fix: string }[] {
  const areas = Object.values(network.areas).flatMap(({ label, name }) => [label, name]);
  const listed = centres.countries.flatMap((country) => country.centres.map(({ name }) => name));
  return [
    { name: network.shortName, fix: 'write {network} or {networkName}' },
    ...areas.map((name) => ({
      name,
      fix: 'write {area} or {areas} where it can be filled in, or say it without the name',
    })),
    ...listed.map((name) => ({
      name,
      fix: 'write {centre} where it can be filled in, or say it without the name',
    })),
  ];
}

/** Finds examples of questions about other networks that name the network itself. */
function sentAway(file: string, value: unknown, own: string): NameWarning[] {
  if (!file.startsWith('out-of-scope/')) return [];
  return examplesIn(value)
    .filter((line) => plainWordsWithoutErn(line).includes(own))
    .map((line) => ({
      file,
      reason: `"${line}" names this network, so its own people would be sent away`,
      fix: 'name another network, or remove the line',
    }));
}

function warningFor(file: string, name: string, what: string): NameWarning {
  return {
    file,
    reason: `"${name}" is the name of ${what}`,
    fix: 'write {network}, or say it without the name',
  };
}

/** Lists the files of a language that are common to the networks, by their paths. */
function* filesOf({
  steps,
  questions,
  outOfScope,
  network: _,
  language: __,
  'canned-replies': ___,
  ...files
}: Texts & Partial<DeskTexts>): Iterable<[string, unknown]> {
  yield* Object.entries(files);
  for (const [id, value] of Object.entries(steps)) yield [`steps/${id}`, value];
  for (const [id, value] of Object.entries(questions)) yield [`questions/${id}`, value];
  for (const [id, value] of Object.entries(outOfScope)) yield [`out-of-scope/${id}`, value];
}

function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (typeof value !== 'object' || value === null) return value;
  const { examples: _, related: __, ...rest } = value as Record<string, unknown>;
  return Object.values(rest).map(withoutExamples);
}

function examplesIn(value: unknown): string[] {
  const { examples } = value as { examples?: string[] };
  return examples ?? [];
}

/** Checks whether a text names a network: a name that is also a word counts only with "ERN" beside it. */
function names(said: string, name: string): boolean {
  const written = plainWords(name);
  const isAlsoAWord = name.length <= SHORT;
  return isAlsoAWord
    ? said.includes(` ern${written}`) || said.includes(`${written}ern `)
    : said.includes(written);
}
