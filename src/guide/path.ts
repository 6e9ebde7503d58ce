import type { GuideFile, Phase, Step } from '../content/schema/structure.ts';
import { keyOf, type Position } from './position.ts';

/** A step together with the place it stands at. */
export interface PlacedStep {
  position: Position;
  step: Step;
}

/** The steps one person walks, in order: those for everybody and those of the second-factor method they chose. */
export function pathOf(guide: GuideFile, method: string | undefined): PlacedStep[] {
  return guide.phases.flatMap((phase) => stepsFor(phase, method));
}

/** The part of a person's path that lies in one phase. */
export function stepsFor(phase: Phase, method: string | undefined): PlacedStep[] {
  return placedSteps(phase).filter(
    ({ step }) => !step.methods || (method !== undefined && step.methods.includes(method)),
  );
}

/** Index of the position on the path, -1 where the path does not touch it. */
export function indexOn(path: readonly PlacedStep[], position: Position): number {
  const key = keyOf(position);
  return path.findIndex((placed) => keyOf(placed.position) === key);
}

/** The step that has this key, on whosever path it lies. */
export function stepNamed(guide: GuideFile, key: string): PlacedStep | undefined {
  return guide.phases.flatMap(placedSteps).find(({ position }) => keyOf(position) === key);
}

function placedSteps(phase: Phase): PlacedStep[] {
  return phase.steps.map((step) => ({ position: { phase: phase.id, step: step.id }, step }));
}
