import type { Content, Texts } from '../content/content.ts';
import type { GuideFile } from '../content/schema/structure.ts';
import { isSame, keyOf, type PlacedStep, type Position, pathOf, stepOfKind, stepsFor } from './path.ts';
import type { Progress } from './progress.ts';

type StepState = 'done' | 'skipped' | 'open';

/** The person's path, with the state of each step. */
export interface Overview {
  steps: (PlacedStep & { state: StepState })[];
  /** Never less than before another method was chosen. */
  done: number;
  total: number;
}

/** Returns which steps of the person's path are done, skipped or still open. */
export function overviewOf(guide: GuideFile, progress: Progress): Overview {
  const steps = statesOn(guide, progress, countedMethod(guide, progress));
  const done = guide.methods.map(({ id }) => doneOf(statesOn(guide, progress, id)));
  // Done on the way of an earlier method stays done, but nobody is told that all is done while something is left.
  const most = doneOf(steps) === steps.length ? steps.length : steps.length - 1;
  return { steps, done: Math.min(Math.max(doneOf(steps), ...done), most), total: steps.length };
}

function statesOn(guide: GuideFile, { marks }: Progress, method: string | undefined): Overview['steps'] {
  return pathOf(guide, method).map((placed) => ({
    ...placed,
    state: marks[placed.key] ?? ('open' as const),
  }));
}

const doneOf = (steps: Overview['steps']) => steps.filter(({ state }) => state === 'done').length;

/**
 * Returns the method whose steps are counted: the chosen one or, while the choice is still to come, the recommended one, so
 * that the totals are the same before and after.
 */
function countedMethod(guide: GuideFile, { choices, marks }: Progress): string | undefined {
  const asked = stepOfKind(guide, 'choose-method');
  const isToCome = asked !== undefined && marks[keyOf(asked)] === undefined;
  return choices.method ?? (isToCome ? guide.methods.find((method) => method.recommended)?.id : undefined);
}

/** "Step n of m" in the phase, and the phase's place among the phases; all counted from 1. */
export interface Place {
  step: number;
  steps: number;
  phase: number;
  phases: number;
}

/** Counts where a position lies on a person's path. */
export function placeOf(guide: GuideFile, position: Position, progress: Progress): Place {
  const phase = guide.phases.findIndex((candidate) => candidate.id === position.phase);
  const found = guide.phases[phase];
  const steps = found ? stepsFor(found, countedMethod(guide, progress)) : [];
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
  /** The message's card is the step itself, not an answer beside it. */
  isStep?: true;
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
        state: !progress.finished && isSame(position, at) ? ('current' as const) : state,
      })),
  }));
  return { type: 'guidePosition', phase: at.phase, step: at.step, done, total, outline };
}
