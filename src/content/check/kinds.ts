import type { YamlFile } from '../read/yaml-file.ts';
import { phasesOn, routesOf } from '../route.ts';
import type { STRUCTURE_FILES } from '../schema/file-schemas.ts';
import type { StepKind, WrittenStructure } from '../schema/structure.ts';
import { mustExist } from './references.ts';
import type { Sources } from './types.ts';

type Guide = NonNullable<WrittenStructure['guide']>;

/** A kind of step that asks for a choice, what there is to choose, and where that is; undefined where it is unknown. */
interface ChoiceKind {
  kind: StepKind;
  asksFor: string;
  options: readonly unknown[] | undefined;
  standsIn: string;
}

/**
 * Notes, at guide.yaml, each kind of step and each role without which the assistant would lose a function and say nothing:
 * a choice that no step or two steps ask for, a role that leads nowhere.
 */
export function checkKinds(
  { guide, network, centres }: WrittenStructure,
  { guide: source }: Sources<keyof typeof STRUCTURE_FILES>,
): void {
  if (!guide) return;
  const listed = centres?.countries.flatMap((country) => country.centres);
  const choices: ChoiceKind[] = [
    { kind: 'choose-method', asksFor: 'method', options: guide.methods, standsIn: '"methods"' },
    { kind: 'choose-centre', asksFor: 'centre', options: listed, standsIn: 'centres.yaml' },
    { kind: 'choose-area', asksFor: 'thematic area', options: network?.areas, standsIn: 'network.yaml' },
  ];
  for (const choice of choices) checkChoice(guide, source, choice);
  const recommended = guide.methods.flatMap((method, m) => (method.recommended ? [m] : []));
  for (const m of recommended.slice(1)) {
    source.report(
      ['methods', m, 'recommended'],
      'a second method is recommended',
      'recommend one, and remove this line',
    );
  }
  checkRoles(guide, source);
}

function checkChoice(guide: Guide, source: YamlFile, { kind, asksFor, options, standsIn }: ChoiceKind): void {
  if (!options) return;
  const found = stepsOf(guide, kind);
  const [first] = found;
  if (!first) {
    if (options.length === 0) return;
    source.report(
      ['phases'],
      `no step has the kind "${kind}", so nobody is asked for the ${asksFor}`,
      `add a line "kind: ${kind}" to the step that asks for it`,
    );
  } else if (options.length === 0) {
    source.report(
      [...first.path, 'kind'],
      `there is no ${asksFor} to choose`,
      `list some in ${standsIn}, or remove this line`,
    );
  }
  for (const { path } of found.filter(({ at }, index) =>
    found.slice(0, index).some((one) => meet(one.at, at)),
  )) {
    source.report(
      [...path, 'kind'],
      `a second step has the kind "${kind}"`,
      'remove the line "kind:" from one of the two',
    );
  }
  for (const { path } of found.filter(({ isForSome }) => isForSome)) {
    source.report(
      [...path, 'methods'],
      `a step of the kind "${kind}" must be for everybody`,
      'remove the line "methods:"',
    );
  }
}

function checkRoles(guide: Guide, source: YamlFile): void {
  const { applicationLink, onlyNetworkShown } = guide.roles;
  const problems = Object.keys(guide.problems);
  mustExist(source, ['roles', 'applicationLink'], 'link', applicationLink, Object.keys(guide.links));
  mustExist(source, ['roles', 'onlyNetworkShown'], 'problem', onlyNetworkShown, problems);
  const hasRecap = stepsOf(guide, 'recap').length > 0;
  if (hasRecap && onlyNetworkShown === undefined) {
    source.report(
      ['roles', 'onlyNetworkShown'],
      'the key is missing, and the step of the kind "recap" needs it',
      'add it; it takes the id of the problem that is shown when the recap lists only the network',
    );
  } else if (!hasRecap && onlyNetworkShown !== undefined) {
    source.report(
      ['roles', 'onlyNetworkShown'],
      'no step has the kind "recap", so nothing leads to this problem',
      'add a line "kind: recap" to the step that shows what the form should say, or remove this line',
    );
  }
}

interface Found {
  /** The place in the file. */
  path: (string | number)[];
  /** Whether only the people of some methods walk it. */
  isForSome: boolean;
  /** The routes that it is on. */
  at: (string | undefined)[];
}

/** The steps of a kind, on whichever routes. */
function stepsOf(guide: Guide, kind: StepKind): Found[] {
  return guide.phases.flatMap((phase, p) =>
    phase.steps.flatMap((step, s) =>
      step.kind === kind
        ? [
            {
              path: ['phases', p, 'steps', s],
              isForSome: step.methods !== undefined,
              at: routesOf(guide).filter(
                (route) => phasesOn([{ ...phase, steps: [step] }], route).length > 0,
              ),
            },
          ]
        : [],
    ),
  );
}

/** Checks whether one person can come to both. */
function meet(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.some((route) => other.includes(route));
}
