import type { GuideFile } from '../content/schema/structure.ts';
import { type PlacedStep, pathOf, stepsFor } from './path.ts';
import { isSame, keyOf, type Position } from './position.ts';
import type { Progress } from './progress.ts';

type StepState = 'done' | 'skipped' | 'open';

/** The person's path with what became of each step. */
export interface Overview {
  steps: (PlacedStep & { state: StepState })[];
  done: number;
  total: number;
}

/** Which steps of the person's path are done, skipped or still open. */
export function overviewOf(guide: GuideFile, progress: Progress): Overview {
  const steps = pathOf(guide, progress.choices.method).map((placed) => ({
    ...placed,
    state: progress.marks[keyOf(placed.position)] ?? ('open' as const),
  }));
  return { steps, done: steps.filter((step) => step.state === 'done').length, total: steps.length };
}

/** "Step n of m" of the phase, and the phase's own place among the phases; all counted from 1. */
export interface Place {
  step: number;
  steps: number;
  phase: number;
  phases: number;
}

/** Counts where a position lies on the path of somebody with this method. */
export function placeOf(guide: GuideFile, position: Position, method: string | undefined): Place {
  const phase = guide.phases.findIndex((candidate) => candidate.id === position.phase);
  const found = guide.phases[phase];
  const steps = found ? stepsFor(found, method) : [];
  return {
    step: steps.findIndex((placed) => isSame(placed.position, position)) + 1,
    steps: steps.length,
    phase: phase + 1,
    phases: guide.phases.length,
  };
}
