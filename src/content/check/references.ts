import { useOneOf } from '../explain/did-you-mean.ts';
import type { YamlFile } from '../read/yaml-file.ts';
import type { STRUCTURE_FILES } from '../schema/file-schemas.ts';
import type { WrittenStructure } from '../schema/structure.ts';
import type { Sources } from './types.ts';

type Path = (string | number)[];
type Guide = NonNullable<WrittenStructure['guide']>;

/**
 * Notes, at the structural files, every id that is named but not there, or there twice. A file that did not have its
 * shape is left out: that has been noted already.
 */
export function checkReferences(
  structure: WrittenStructure,
  sources: Sources<keyof typeof STRUCTURE_FILES>,
): void {
  const { guide, network, centres, advisories } = structure;
  if (guide) checkGuide(guide, sources.guide, sources.network.keysAt(['contacts']));
  if (network) {
    once(sources.network, 'area', network.areas, (a) => ['areas', a, 'id']);
    for (const key of ['helpdesk', 'accessibilityContact'] as const) {
      mustExist(sources.network, [key], 'contact', network[key], Object.keys(network.contacts));
    }
    for (const [name, { elseAsk }] of Object.entries(network.contacts)) {
      const others = Object.keys(network.contacts).filter((other) => other !== name);
      if (elseAsk) mustExist(sources.network, ['contacts', name, 'elseAsk'], 'contact', elseAsk, others);
    }
  }
  if (centres) {
    once(sources.centres, 'country', centres.countries, (c) => ['countries', c, 'id']);
    const placed = centres.countries.flatMap((country, c) =>
      country.centres.map(({ id }, i) => ({ id, path: ['countries', c, 'centres', i, 'id'] })),
    );
    once(sources.centres, 'centre', placed, (i) => placed[i]?.path ?? []);
  }
  if (!advisories) return;
  once(sources.advisories, 'advisory', advisories.advisories, (a) => ['advisories', a, 'id']);
  if (!guide) return;
  advisories.advisories.forEach((advisory, a) => {
    namesOf(sources.advisories, ['advisories', a, 'steps'], 'step', advisory.steps, stepRefs(guide));
  });
}

function checkGuide(guide: Guide, source: YamlFile, contacts: string[] | undefined): void {
  const methods = guide.methods.map((method) => method.id);
  const links = Object.keys(guide.links);
  const problems = Object.keys(guide.problems);
  once(source, 'phase', guide.phases, (p) => ['phases', p, 'id']);
  once(source, 'method', guide.methods, (m) => ['methods', m, 'id']);
  once(source, 'entry', guide.entries, (e) => ['entries', e, 'id']);
  guide.phases.forEach((phase, p) => {
    if (contacts) mustExist(source, ['phases', p, 'contact'], 'contact', phase.contact, contacts);
    once(source, 'step', phase.steps, (s) => ['phases', p, 'steps', s, 'id']);
    phase.steps.forEach((step, s) => {
      const at: Path = ['phases', p, 'steps', s];
      namesOf(source, [...at, 'methods'], 'method', step.methods, methods);
      namesOf(source, [...at, 'links'], 'link', step.links, links);
      namesOf(source, [...at, 'problems'], 'problem', step.problems, problems);
    });
  });
  guide.entries.forEach((entry, e) => {
    mustExist(source, ['entries', e, 'at'], 'step', entry.at, stepRefs(guide));
    mustExist(source, ['entries', e, 'method'], 'method', entry.method, methods);
    checkEntryPath(guide, source, e);
  });
  checkListed(guide, source);
  for (const [name, problem] of Object.entries(guide.problems)) {
    namesOf(source, ['problems', name, 'links'], 'link', problem.links, links);
    mustExist(source, ['problems', name, 'goTo'], 'step', problem.goTo, stepRefs(guide));
    if (contacts)
      mustExist(source, ['problems', name, 'contact'], 'contact in network.yaml', problem.contact, contacts);
  }
}

/** Notes problems that no step lists and no role names: nobody could get to them. */
function checkListed(guide: Guide, source: YamlFile): void {
  const steps = guide.phases.flatMap((phase) => phase.steps);
  const listed = new Set(steps.flatMap((step) => step.problems ?? []));
  // A misspelt one that is listed has been reported already.
  if ([...listed].some((problem) => !Object.hasOwn(guide.problems, problem))) return;
  for (const problem of Object.keys(guide.problems)) {
    if (listed.has(problem) || problem === guide.roles.onlyNetworkShown) continue;
    source.report(
      ['problems', problem],
      `no step lists the problem "${problem}", so nobody can get to it`,
      'name it under "problems:" of a step, or remove it here and from guide.yaml of each language',
    );
  }
}

/** Notes an entry that begins at a step of one method and does not choose that method. */
function checkEntryPath(guide: Guide, source: YamlFile, e: number): void {
  const entry = guide.entries[e];
  const steps = guide.phases.flatMap((phase) =>
    phase.steps.map((step) => ({ ...step, ref: `${phase.id}/${step.id}` })),
  );
  const methods = steps.find(({ ref }) => ref === entry?.at)?.methods;
  if (!methods || (entry?.method !== undefined && methods.includes(entry.method))) return;
  const list = methods.join(', ');
  source.report(
    ['entries', e, 'at'],
    `the step "${entry?.at}" is only for the method ${list}`,
    `add a line "method:" with one of: ${list}`,
  );
}

/** Every step of the guide as phase/step. */
export function stepRefs(guide: Guide): string[] {
  return guide.phases.flatMap((phase) => phase.steps.map((step) => `${phase.id}/${step.id}`));
}

/** Notes where a name of the list does not exist, or stands in it twice. */
export function namesOf(
  source: YamlFile,
  path: Path,
  what: string,
  names: readonly string[] | undefined,
  known: readonly string[],
  orElse = '',
): void {
  names?.forEach((name, i) => {
    mustExist(source, [...path, i], what, name, known, orElse);
  });
  once(
    source,
    what,
    (names ?? []).map((id) => ({ id })),
    (i) => [...path, i],
  );
}

/** Notes where a name is not one of those that are known; says which to use, and what else might be the matter. */
export function mustExist(
  source: YamlFile,
  path: Path,
  what: string,
  name: string | undefined,
  known: readonly string[],
  orElse = '',
): void {
  if (name === undefined || known.includes(name)) return;
  source.report(path, `there is no ${what} "${name}"`, useOneOf(name, known) + orElse);
}

function once(
  source: YamlFile,
  what: string,
  rows: readonly { id: string }[],
  path: (index: number) => Path,
): void {
  const seen = new Set<string>();
  rows.forEach(({ id }, index) => {
    if (seen.has(id))
      source.report(path(index), `the ${what} "${id}" appears twice`, 'rename or remove one of the two');
    seen.add(id);
  });
}
