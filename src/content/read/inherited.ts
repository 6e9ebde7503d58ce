import { stepRefs } from '../check/references.ts';
import { plainWordsWithoutErn } from '../plain-words.ts';
import type { LANGUAGE_FILES, LANGUAGE_FOLDERS } from '../schema/file-schemas.ts';
import type { WrittenStructure } from '../schema/structure.ts';
import { isGroup, type TakeFromBase, withKeys } from './base.ts';
import type { YamlFile } from './yaml-file.ts';

/** What a pack takes from the texts of its base: only what its own guide has a place for. */
export interface Inherited {
  phases: string[];
  file(name: keyof typeof LANGUAGE_FILES, questions: readonly string[]): TakeFromBase;
  /** Checks whether a file that the pack does not bring belongs to it. */
  has(folder: keyof typeof LANGUAGE_FOLDERS, name: string, source: YamlFile): boolean;
  inFolder(folder: keyof typeof LANGUAGE_FOLDERS, name: string, names: readonly string[]): TakeFromBase;
}

/** Says what the texts of a pack, whose network has this short name, take from those of its base. */
export function inheritedBy({ guide, advisories }: WrittenStructure, network: string | undefined): Inherited {
  const phases = guide?.phases ?? [];
  const steps = guide ? stepRefs(guide) : [];
  const links = Object.keys(guide?.links ?? {});
  const groups: Record<string, string[]> = {
    links,
    methods: idsOf(guide?.methods),
    entries: idsOf(guide?.entries),
    problems: Object.keys(guide?.problems ?? {}),
  };
  return {
    phases: idsOf(phases),
    file: (name, questions) => (value) => {
      // What a network's helpdesk writes is its own.
      if (name === 'canned-replies') return {};
      if (name === 'vague') return vagueAbout(value, questions);
      if (name === 'advisories') return withKeys(value, idsOf(advisories?.advisories));
      if (name !== 'guide' || !isGroup(value)) return value;
      return mapValues(value, (group, key) => withKeys(group, groups[key] ?? []));
    },
    has(folder, name, source) {
      if (folder === 'steps') return idsOf(phases).includes(name);
      const step = folder === 'questions' ? source.textsAt([])?.step : undefined;
      return step === undefined || steps.includes(step);
    },
    inFolder: (folder, name, names) => (value) => {
      if (!isGroup(value)) return value;
      if (folder === 'steps') {
        const known = idsOf(phases.find(({ id }) => id === name)?.steps);
        return { ...value, steps: withKeys(value.steps, known) };
      }
      if (folder === 'outOfScope') return network ? exceptAbout(value, network) : value;
      const { refines, ...question } = value;
      const parent = names.includes(String(refines)) ? { refines } : {};
      return { ...listing(question, { links, related: names }), ...parent };
    },
  };
}

/** Keeps those notes of a base, and those steps of each, that the guide has, except the notes that the pack does without. */
export function notesOn(value: unknown, steps: readonly string[], without: readonly string[]): unknown {
  const notes = isGroup(value) ? value.advisories : undefined;
  if (!Array.isArray(notes)) return value;
  const kept = notes.map((note) => (isGroup(note) ? listing(note, { steps }) : note));
  const isHere = ({ id, steps: on }: Record<string, unknown>) =>
    !without.includes(String(id)) && !(Array.isArray(on) && on.length === 0);
  return { advisories: kept.filter(isHere) };
}

/** Leaves out the examples that name the network: for the base it is another one, whose people are sent away. */
function exceptAbout(value: Record<string, unknown>, network: string): unknown {
  const { examples } = value;
  if (typeof examples !== 'string') return value;
  const named = plainWordsWithoutErn(network);
  const kept = examples.split('\n').filter((line) => !plainWordsWithoutErn(line).includes(named));
  return { ...value, examples: kept.join('\n') };
}

/** Keeps those vague words of a base that may still mean several questions. */
function vagueAbout(value: unknown, questions: readonly string[]): unknown {
  const rows = isGroup(value) ? value.vague : undefined;
  if (!Array.isArray(rows)) return value;
  const kept = rows.map((row) => (isGroup(row) ? listing(row, { means: questions }) : row));
  return { vague: kept.filter(({ means }) => !Array.isArray(means) || means.length > 1) };
}

/** Keeps those entries of a group's lists that are known. */
function listing(group: Record<string, unknown>, known: Record<string, readonly string[]>) {
  return mapValues(group, (list, key) =>
    Array.isArray(list) && known[key] ? list.filter((entry) => known[key]?.includes(entry)) : list,
  );
}

function mapValues(group: Record<string, unknown>, change: (value: unknown, key: string) => unknown) {
  return Object.fromEntries(Object.entries(group).map(([key, value]) => [key, change(value, key)]));
}

function idsOf(rows: readonly { id: string }[] | undefined): string[] {
  return (rows ?? []).map(({ id }) => id);
}
