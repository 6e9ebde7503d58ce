import { stringify } from 'yaml';
import { useOneOf } from '../explain/did-you-mean.ts';
import { loadPack } from '../load.ts';
import { textFile } from '../pack-files.ts';
import { isGroup } from '../read/base.ts';
import { YamlFile } from '../read/yaml-file.ts';
import { hashOf, isConfirmed, nameOf, placeOf, valueAt } from '../translations/confirmed.ts';
import { keyOf, type Path, type TranslatedText, translatedTexts } from '../translations/translated-texts.ts';
import { writeChange } from './write-change.ts';

/** The texts of a language to confirm: all, those of a file, or those under a key of it. */
interface Chosen {
  file?: string | undefined;
  key?: string | undefined;
}

type Outcome = { confirmed: number } | { problem: string; fix: string };

const HEAD = [
  '# yaml-language-server: $schema=../schema/confirmed.schema.json',
  '# Written by npm run confirm: which English sentence each translation was last confirmed for. Not to be edited.',
  '',
].join('\n');

/**
 * Notes that the texts of a language say what their sentences in the default language say now, until these change again.
 * @throws ContentError where something else is wrong with the pack.
 */
export function confirmTexts(folder: string, language: string, { file, key }: Chosen): Outcome {
  const { inDefault, others } = loadPack(folder);
  const read = others.find((other) => other.language === language);
  if (!read)
    return noSuch(
      'translation into the language',
      language,
      others.map((other) => other.language),
    );
  const texts = translatedTexts(read, inDefault);
  const wanted = file && nameOf(file.startsWith(`${language}/`) ? file : `${language}/${file}`);
  const ofFile = texts.filter(({ source }) => wanted === undefined || nameOf(source.file) === wanted);
  if (ofFile.length === 0)
    return noSuch('file', wanted ?? '', [...new Set(texts.map(({ source }) => nameOf(source.file)))]);
  const chosen = ofFile.filter((text) => key === undefined || `${keyOf(text.path)}.`.startsWith(`${key}.`));
  if (chosen.length === 0)
    return noSuch('key', key ?? '', [...new Set(ofFile.map(({ path }) => keyOf(path)))]);
  const fresh = chosen.filter((text) => !isConfirmed(read.confirmed, text));
  if (fresh.length > 0) write(folder, language, { texts, fresh: new Set(fresh), confirmed: read.confirmed });
  return { confirmed: fresh.length };
}

function noSuch(what: string, given: string, known: readonly string[]): Outcome {
  return { problem: `there is no ${what} "${given}"`, fix: useOneOf(given, known) };
}

interface Confirming {
  texts: readonly TranslatedText[];
  fresh: ReadonlySet<TranslatedText>;
  /** What was confirmed before, in this pack or in the one that it builds on. */
  confirmed: unknown;
}

/** Writes what the pack itself confirms; what the other pack confirms stays there, and what is gone is left out. */
function write(folder: string, language: string, { texts, fresh, confirmed }: Confirming): void {
  const file = textFile(language, 'confirmed');
  const before = new YamlFile(folder, file).value;
  const tree: Record<string, unknown> = {};
  for (const text of texts) {
    const place = placeOf(text);
    const hash = fresh.has(text) ? hashOf(text.sentence) : valueAt(before, place);
    if (hash !== undefined) put(tree, place, hash, confirmed);
  }
  writeChange(folder, { file, text: HEAD + stringify(tree, { lineWidth: 0 }) });
}

/** Puts a hash at its place. A list is one thing where a pack builds on another, so it begins with what was confirmed before. */
function put(tree: Record<string, unknown>, place: Path, hash: unknown, confirmed: unknown): void {
  let inside: unknown = tree;
  place.forEach((key, at) => {
    const isLast = at === place.length - 1;
    const next = place[at + 1];
    const value = isLast
      ? hash
      : (valueAt(inside, [key]) ??
        (typeof next === 'number' ? listAt(confirmed, place.slice(0, at + 1)) : {}));
    if (Array.isArray(inside)) {
      while (inside.length < Number(key)) inside.push('');
      inside[Number(key)] = value;
    } else if (isGroup(inside)) inside[key] = value;
    inside = value;
  });
}

function listAt(confirmed: unknown, place: Path): unknown[] {
  const list = valueAt(confirmed, place);
  return Array.isArray(list) ? [...list] : [];
}
