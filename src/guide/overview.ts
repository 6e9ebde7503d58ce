import type { Content, Texts } from '../content/content.ts';
import type { GuideFile } from '../content/schema/structure.ts';
import { isSame, keyOf, type PlacedStep, type Position, pathOf, stepsFor } from './path.ts';
import type { Progress } from './progress.ts';

type StepState = 'done' | 'skipped' | 'open';

/** The person's path, with the state of each step. */
export interface Overview {
  steps: (PlacedStep & { state: StepState })[];
  done: number;
  total: number;
}

/** Returns which steps of the person's path are done, skipped or still open. */
export function overviewOf(guide: GuideFile, progress: Progress): Overview {
  const steps = pathOf(guide, progress.choices.method).map((placed) => ({
    ...placed,
    state: progress.marks[keyOf(placed.position)] ?? ('open' as const),
  }));
  return { steps, done: steps.filter((step) => step.state === 'done').length, total: steps.length };
}

/** "Step n of m" in the phase, and the phase's place among the phases; all counted from 1. */
export interface Place {
  step: number;
  steps: number;
  phase: number;
  phases: number;
}

/** Counts where a position lies on the path of a person who chose this method. */
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

/** The entity on every message that shows a step: the position, and the whole path for a progress panel. */
export interface GuidePosition {
  type: 'guidePosition';
  phase: string;
  step: string;
  /** Steps done on this person's whole path. */
  done: number;
  total: number;
  outline: { id: string; title: string; steps: { id: string; title: string; state: OutlineState }[] }[];
}

type OutlineState = 'done' | 'skipped' | 'current' | 'open';

/** Makes the entity for a position; `title` fills the names of what the person chose into the titles. */
export function guidePositionOf(
  content: Content,
  texts: Texts,
  progress: Progress,
  at: Position,
  title: (text: string) => string,
): GuidePosition {
  const { steps, done, total } = overviewOf(content.guide, progress);
  const outline = content.guide.phases.map((phase) => ({
    id: phase.id,
    title: title(texts.steps[phase.id]?.title ?? phase.id),
    steps: steps
      .filter((placed) => placed.position.phase === phase.id)
      .map(({ position, state }) => ({
        id: position.step,
        title: title(texts.steps[phase.id]?.steps[position.step]?.title ?? position.step),
        state: !progress.finished && keyOf(position) === keyOf(at) ? ('current' as const) : state,
      })),
  }));
  return { type: 'guidePosition', phase: at.phase, step: at.step, done, total, outline };
}
