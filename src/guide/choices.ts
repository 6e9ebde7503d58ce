import type { Centre, CentresFile, Country, GuideFile } from '../content/schema/structure.ts';
import { goTo } from './navigation.ts';
import { indexOn, pathOf } from './path.ts';
import { isSame, keyOf, type Position } from './position.ts';
import type { Choices, Progress } from './progress.ts';

/** The choices that can be changed later, each with the step that asks for it. */
export const CHOICE_STEPS = {
  method: { phase: 'two-factor', step: 'choose-method' },
  centre: { phase: 'cpms-access', step: 'choose-centre' },
  area: { phase: 'first-login', step: 'choose-thematic-area' },
} as const satisfies Record<string, Position>;

export type Changeable = keyof typeof CHOICE_STEPS;

/** Keeps a choice; the others stay, except that a centre does not outlive its country. */
export function choose(progress: Progress, choice: Choices): Progress {
  const { centre, ...others } = progress.choices;
  const moved = choice.country !== undefined && choice.country !== others.country;
  if (centre === undefined || !moved) return { ...progress, choices: { ...progress.choices, ...choice } };
  const { [keyOf(CHOICE_STEPS.centre)]: _, ...marks } = progress.marks;
  return { ...progress, marks, choices: { ...others, ...choice } };
}

/** Which choices this guide has steps for, in the order of the guide. */
export function changeable(guide: GuideFile): Changeable[] {
  const path = pathOf(guide, undefined);
  return (Object.keys(CHOICE_STEPS) as Changeable[]).filter((name) => indexOn(path, CHOICE_STEPS[name]) >= 0);
}

/** Goes to the step that asks for a choice and remembers the way back, unless the person is in that phase anyway. */
export function change(guide: GuideFile, progress: Progress, name: Changeable): Progress {
  const target = CHOICE_STEPS[name];
  const { position, finished } = progress;
  const there = goTo(guide, progress, target);
  if (!position || isSame(position, target)) return there;
  if (position.phase === target.phase && !finished) return there;
  return { ...there, returnTo: progress.returnTo ?? { position, finished } };
}

/** The choice that must be made before the step counts as done; undefined where nothing is missing. */
export function missingChoice(progress: Progress): Changeable | undefined {
  const { position, choices } = progress;
  return (Object.keys(CHOICE_STEPS) as Changeable[]).find(
    (name) => isSame(position, CHOICE_STEPS[name]) && choices[name] === undefined,
  );
}

/** The chosen country from the centres file; undefined where none was chosen or it is not listed. */
export function chosenCountry(centres: CentresFile, choices: Choices): Country | undefined {
  return centres.countries.find((country) => country.id === choices.country);
}

/** The chosen centre from the centres file; undefined where none was chosen or it is not listed. */
export function chosenCentre(centres: CentresFile, choices: Choices): Centre | undefined {
  return chosenCountry(centres, choices)?.centres.find((centre) => centre.id === choices.centre);
}
