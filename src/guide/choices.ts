import type { Centre, CentresFile, Country, GuideFile, StepKind } from '../content/schema/structure.ts';
import { goTo } from './navigation.ts';
import { isSame, keyOf, stepAt, stepOfKind } from './path.ts';
import type { Choices, Progress } from './progress.ts';

/** The choices that can be changed later, each with the kind of step that asks for it. */
const ASKED_BY = {
  method: 'choose-method',
  centre: 'choose-centre',
  area: 'choose-area',
} as const satisfies Record<string, StepKind>;

export type Changeable = keyof typeof ASKED_BY;
const CHANGEABLE = Object.keys(ASKED_BY) as Changeable[];

/** Keeps a choice; the others stay, except that a centre does not outlive its country. */
export function choose(guide: GuideFile, progress: Progress, choice: Choices): Progress {
  const { centre, ...others } = progress.choices;
  const moved = choice.country !== undefined && choice.country !== others.country;
  if (centre === undefined || !moved) return { ...progress, choices: { ...progress.choices, ...choice } };
  const marks = { ...progress.marks };
  const asked = stepOfKind(guide, ASKED_BY.centre);
  if (asked) delete marks[keyOf(asked)];
  return { ...progress, marks, choices: { ...others, ...choice } };
}

/** Lists the choices that this guide has steps for, always in the same order. */
export function changeable(guide: GuideFile): Changeable[] {
  return CHANGEABLE.filter((name) => stepOfKind(guide, ASKED_BY[name]));
}

/** Returns the kind of step that asks for a choice. */
export function asksFor(name: Changeable): (typeof ASKED_BY)[Changeable] {
  return ASKED_BY[name];
}

/** Checks whether a name is that of a choice that can be changed. */
export function isChangeable(name: string): name is Changeable {
  return Object.hasOwn(ASKED_BY, name);
}

/**
 * Goes to the step that asks for a choice and remembers the way back, unless the person is in that phase anyway. Returns
 * the same progress where the guide does not ask for it.
 */
export function change(guide: GuideFile, progress: Progress, name: Changeable): Progress {
  const target = stepOfKind(guide, ASKED_BY[name]);
  if (!target) return progress;
  const { position, finished } = progress;
  const there = goTo(guide, progress, target);
  if (!position || isSame(position, target)) return there;
  if (position.phase === target.phase && !finished) return there;
  return { ...there, returnTo: progress.returnTo ?? { position, finished } };
}

/** The choice that must be made before the step counts as done; undefined where nothing is missing. */
export function missingChoice(guide: GuideFile, { position, choices }: Progress): Changeable | undefined {
  const kind = stepAt(guide, position)?.kind;
  return kind && CHANGEABLE.find((name) => ASKED_BY[name] === kind && choices[name] === undefined);
}

/** The chosen country from the centres file; undefined where none was chosen or it is not listed. */
export function chosenCountry(centres: CentresFile, choices: Choices): Country | undefined {
  return centres.countries.find((country) => country.id === choices.country);
}

/** The chosen centre from the centres file; undefined where none was chosen or it is not listed. */
export function chosenCentre(centres: CentresFile, choices: Choices): Centre | undefined {
  return chosenCountry(centres, choices)?.centres.find((centre) => centre.id === choices.centre);
}
