import type { Content, Texts } from './content.ts';
import type { GuideFile, Phase } from './schema/structure.ts';

/** What of the guide decides which steps a route has. */
type WithRoutes = { routes?: string[] | undefined };

/** Lists the routes of a guide, by id; one without a name where the guide has a single way. */
export function routesOf({ routes = [] }: WithRoutes): (string | undefined)[] {
  return routes.length > 0 ? routes : [undefined];
}

/** Returns the phases of a route, each with its steps there; a phase without any is not on it. */
export function phasesOn<P extends WithRoutes & { steps: WithRoutes[] }>(
  phases: readonly P[],
  route: string | undefined,
): P[] {
  return phases
    .filter((phase) => isOn(phase, route))
    .map((phase) => ({ ...phase, steps: phase.steps.filter((step) => isOn(step, route)) }))
    .filter(({ steps }) => steps.length > 0);
}

/** Checks whether something belongs to a route: what names none belongs to each. */
function isOn({ routes }: WithRoutes, route: string | undefined): boolean {
  return !routes || (route !== undefined && routes.includes(route));
}

/** Returns what a route says in place of the rest, with what it takes away gone. */
export function atRoute<Parts extends object>(
  { routes, ...parts }: Parts & { routes?: Record<string, object> | undefined },
  route: string | undefined,
): Omit<Parts, 'routes'> {
  const merged = { ...parts, ...routes?.[route ?? ''] };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as Omit<
    Parts,
    'routes'
  >;
}

/**
 * Returns the content as it is on one route: its phases and steps with what belongs to them, and its own texts.
 * Nobody who uses it needs to know that there are others.
 */
export function contentOn(content: Content, route: string | undefined): Content {
  const guide = guideOn(content.guide, route);
  const steps = new Set(guide.phases.flatMap((phase) => phase.steps.map(({ id }) => `${phase.id}/${id}`)));
  const advisories = content.advisories
    .filter((advisory) => isOn(advisory, route))
    .map((advisory) => ({ ...advisory, steps: advisory.steps.filter((step) => steps.has(step)) }))
    .filter((advisory) => advisory.steps.length > 0);
  const languages = [...content.languages].map(
    ([language, texts]) => [language, textsOn(texts, guide, route)] as const,
  );
  return { ...content, guide, advisories, languages: new Map(languages) };
}

function guideOn({ routes: _, ...guide }: GuideFile, route: string | undefined): GuideFile {
  const phases = phasesOn(guide.phases, route);
  const steps = new Set(phases.flatMap((phase) => phase.steps.map(({ id }) => `${phase.id}/${id}`)));
  const { onlyNetworkShown, ...roles } = guide.roles;
  const hasRecap = phases.some((phase) => phase.steps.some(({ kind }) => kind === 'recap'));
  const here = problemsOf(phases);
  if (onlyNetworkShown !== undefined && hasRecap) here.add(onlyNetworkShown);
  const elsewhere = new Set([...problemsOf(guide.phases)].filter((id) => !here.has(id)));
  const problems = Object.entries(guide.problems).filter(([id]) => !elsewhere.has(id));
  return {
    ...guide,
    phases: phases.map(({ routes: __, ...phase }) => ({
      ...phase,
      steps: phase.steps.map(({ routes: ___, ...step }) => step),
    })),
    entries: guide.entries.map((entry) => atRoute(entry, route)).filter(({ at }) => steps.has(at)),
    problems: Object.fromEntries(problems.map(([id, problem]) => [id, atRoute(problem, route)])),
    roles: hasRecap ? guide.roles : roles,
  };
}

function problemsOf(phases: readonly Phase[]): Set<string> {
  return new Set(phases.flatMap(({ steps }) => steps.flatMap(({ problems }) => problems)));
}

function textsOn(texts: Texts, guide: GuideFile, route: string | undefined): Texts {
  const { entries, problems } = texts.guide;
  return {
    ...texts,
    steps: Object.fromEntries(
      guide.phases.flatMap(({ id, steps }) => {
        const phase = texts.steps[id];
        if (!phase) return [];
        const ids = steps.map((step) => step.id);
        return [[id, { ...phase, steps: onRoute(phase.steps, ids, route) }]];
      }),
    ),
    guide: {
      ...texts.guide,
      entries: Object.fromEntries(guide.entries.map(({ id }) => [id, entries[id] ?? id])),
      problems: onRoute(problems, Object.keys(guide.problems), route),
    },
    questions: onRoute(texts.questions, Object.keys(texts.questions), route),
  };
}

function onRoute<T extends object>(
  texts: Record<string, T>,
  ids: readonly string[],
  route: string | undefined,
): Record<string, T> {
  return Object.fromEntries(
    ids.flatMap((id) => (texts[id] ? [[id, atRoute(texts[id], route) as T] as const] : [])),
  );
}
