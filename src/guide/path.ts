import { z } from 'zod';
import type { GuideFile, Phase, Step, StepKind } from '../content/schema/structure.ts';
import { oncePerObject } from '../lib/once-per-key.ts';

/** A phase and a step by their ids, never by a number, since content changes during a conversation. */
export const positionSchema = z.strictObject({ phase: z.string(), step: z.string() });
export type Position = z.infer<typeof positionSchema>;

/** Writes a position as `phase/step`, which serves as a key and is used in the content pack. */
export function keyOf(position: Position): string {
  return `${position.phase}/${position.step}`;
}

/** A step's key in a link, checked only for its form. */
export const stepKey = z.string().regex(/^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/, 'must be phase/step');

/** Reads a position from its written form; the content check has made sure that there is exactly one slash. */
export function positionOf(key: string): Position {
  const slash = key.indexOf('/');
  return { phase: key.slice(0, slash), step: key.slice(slash + 1) };
}

/** Checks whether both positions are there and are the same step. */
export function isSame(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && a.phase === b.phase && a.step === b.step;
}

/** A step together with its position, and this as a key. */
export interface PlacedStep {
  position: Position;
  key: string;
  step: Step;
}

/** Returns the steps of one person, in order: those for everybody and those of the method they chose. */
export function pathOf(guide: GuideFile, method: string | undefined): PlacedStep[] {
  return guide.phases.flatMap((phase) => stepsFor(phase, method));
}

/** Returns the part of a person's path that lies in one phase. */
export function stepsFor(phase: Phase, method: string | undefined): PlacedStep[] {
  return placedSteps(phase).filter(
    ({ step }) => !step.methods || (method !== undefined && step.methods.includes(method)),
  );
}

/** Returns the index of a position on the path, or -1 where it is not on it. */
export function indexOn(path: readonly PlacedStep[], position: Position): number {
  return path.findIndex((placed) => isSame(placed.position, position));
}

/** Finds the step with this key, on anybody's path. */
export function stepNamed(guide: GuideFile, key: string): PlacedStep | undefined {
  return guide.phases.flatMap(placedSteps).find((placed) => placed.key === key);
}

/** The step at a position; undefined where the guide has none there. */
export function stepAt({ phases }: GuideFile, position: Position | undefined): Step | undefined {
  return phases.find(({ id }) => id === position?.phase)?.steps.find(({ id }) => id === position?.step);
}

/** The position of the step of a kind; undefined where the guide has none. Of two the first counts. */
export function stepOfKind({ phases }: GuideFile, kind: StepKind): Position | undefined {
  for (const phase of phases) {
    const step = phase.steps.find((candidate) => candidate.kind === kind);
    if (step) return { phase: phase.id, step: step.id };
  }
  return undefined;
}

/** The steps of a phase with their positions; a turn asks for them dozens of times. */
const placedSteps = oncePerObject((phase: Phase): readonly PlacedStep[] =>
  phase.steps.map((step) => {
    const position = { phase: phase.id, step: step.id };
    return { position, key: keyOf(position), step };
  }),
);
