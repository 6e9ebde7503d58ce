import type { YamlFile } from '../read/yaml-file.ts';
import { atRoute, phasesOn, routesOf } from '../route.ts';
import type { STRUCTURE_FILES } from '../schema/file-schemas.ts';
import type { WrittenStructure } from '../schema/structure.ts';
import { mustExist, namesOf, stepRefs } from './references.ts';
import type { ReadLanguage, Sources } from './types.ts';

type Guide = NonNullable<WrittenStructure['guide']>;
type Path = (string | number)[];

/** Notes a route that is not there, and whatever leads to a step that its route does not have. */
export function checkRoutes(
  { guide, network, advisories }: WrittenStructure,
  sources: Sources<keyof typeof STRUCTURE_FILES>,
): void {
  if (!guide) return;
  const { guide: source } = sources;
  const known = guide.routes ?? [];
  if (network) checkChosen(network.accessRoute, known, sources.network);
  const named = (path: Path, names: readonly string[] | undefined) =>
    namesOf(source, path, 'route', names, known);
  guide.phases.forEach((phase, p) => {
    named(['phases', p, 'routes'], phase.routes);
    phase.steps.forEach((step, s) => {
      named(['phases', p, 'steps', s, 'routes'], step.routes);
    });
  });
  advisories?.advisories.forEach(({ routes }, a) => {
    namesOf(sources.advisories, ['advisories', a, 'routes'], 'route', routes, known);
  });
  guide.entries.forEach((entry, e) => {
    checkKeys(source, ['entries', e], entry.routes, known);
    for (const [route, { at }] of Object.entries(entry.routes ?? {})) {
      const path = ['entries', e, 'routes', route, 'at'];
      mustExist(source, path, 'step', at, stepRefs(guide));
      leadsTo(guide, source, path, route, at);
    }
  });
  checkProblems(guide, source, known);
  for (const route of routesOf(guide)) checkWay(guide, source, route);
}

/** Notes in the texts of a language what belongs to no route, and a question that leads to a step its route does not have. */
export function checkRouteTexts(
  { guide }: WrittenStructure,
  { texts, sources, folders }: ReadLanguage,
): void {
  if (!guide || !texts) return;
  const known = guide.routes ?? [];
  for (const [phase, source] of folders.steps)
    for (const [id, step] of Object.entries(texts.steps[phase]?.steps ?? {}))
      checkKeys(source, ['steps', id], step.routes, known);
  for (const [id, problem] of Object.entries(texts.guide.problems))
    checkKeys(sources.guide, ['problems', id], problem.routes, known);
  for (const [id, source] of folders.questions) {
    const question = texts.questions[id];
    if (!question) continue;
    checkKeys(source, [], question.routes, known);
    for (const [route, parts] of Object.entries(question.routes ?? {})) {
      namesOf(source, ['routes', route, 'links'], 'link', parts.links ?? [], Object.keys(guide.links));
      namesOf(
        source,
        ['routes', route, 'related'],
        'question',
        parts.related ?? [],
        Object.keys(texts.questions),
      );
    }
    for (const route of routesOf(guide))
      leadsTo(guide, source, ['step'], route, atRoute(question, route).step);
  }
}

function checkChosen(chosen: string | undefined, known: string[], source: YamlFile): void {
  if (known.length === 0 && chosen !== undefined)
    source.report(['accessRoute'], 'guide.yaml has no "routes" to choose from', 'remove this line');
  else if (known.length > 0 && chosen === undefined)
    source.report(['accessRoute'], 'the key is missing', `add it; it takes one of: ${known.join(', ')}`);
  else mustExist(source, ['accessRoute'], 'route', chosen, known);
}

function checkProblems(guide: Guide, source: YamlFile, known: string[]): void {
  const links = Object.keys(guide.links);
  for (const [id, problem] of Object.entries(guide.problems)) {
    const path = ['problems', id];
    checkKeys(source, path, problem.routes, known);
    for (const [route, parts] of Object.entries(problem.routes ?? {}))
      namesOf(source, [...path, 'routes', route, 'links'], 'link', parts.links, links);
  }
}

/** Notes what is wrong with the way through the guide by one route. */
function checkWay(guide: Guide, source: YamlFile, route: string | undefined): void {
  const phases = phasesOn(guide.phases, route);
  const on = stepRefs({ ...guide, phases });
  if (on.length === 0)
    source.report(['routes'], `no step is on the route "${route}"`, 'add it to the "routes" of its steps');
  else if (!guide.entries.some((entry) => on.includes(atRoute(entry, route).at)))
    source.report(['entries'], `none leads to a step of the route "${route}"`, 'add one that does');
  const listed = new Set(phases.flatMap(({ steps }) => steps.flatMap(({ problems = [] }) => problems)));
  for (const id of listed) {
    const problem = guide.problems[id];
    if (problem) leadsTo(guide, source, ['problems', id, 'goTo'], route, atRoute(problem, route).goTo);
  }
}

/** Notes a step that exists, but not on this route. */
function leadsTo(
  guide: Guide,
  source: YamlFile,
  path: Path,
  route: string | undefined,
  step: string | null | undefined,
): void {
  if (!step || !stepRefs(guide).includes(step)) return;
  const on = stepRefs({ ...guide, phases: phasesOn(guide.phases, route) });
  if (on.includes(step)) return;
  const near = on.filter((other) => other.split('/')[0] === step.split('/')[0]);
  source.report(
    path,
    `the step "${step}" is not on the route "${route}"`,
    `under "routes:", "${route}:", name another "${path.at(-1)}", for example: ${(near.length > 0 ? near : on).join(', ')}`,
  );
}

function checkKeys(
  source: YamlFile,
  path: Path,
  routes: Record<string, unknown> | undefined,
  known: readonly string[],
): void {
  for (const route of Object.keys(routes ?? {}))
    mustExist(source, [...path, 'routes', route], 'route', route, known);
}
