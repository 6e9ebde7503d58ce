import type { GuideFile } from '../content/schema/structure.ts';
import {
  indexOn,
  isSame,
  keyOf,
  type PlacedStep,
  type Position,
  pathOf,
  positionOf,
  stepNamed,
} from './path.ts';
import { type Mark, noProgress, type Progress } from './progress.ts';

/** Begins the guide at its first step. */
export function beginGuide(guide: GuideFile): Progress {
  const [first] = pathOf(guide, undefined);
  return first ? goTo(guide, noProgress(), first.position) : noProgress();
}

/** Goes to a step and changes nothing else of the progress. */
export function goTo(guide: GuideFile, progress: Progress, position: Position): Progress {
  const path = pathOf(guide, progress.choices.method);
  const route = path.slice(0, indexOn(path, position) + 1).map(({ key }) => key);
  return { ...progress, position, route, finished: false, paused: false };
}

/**
 * Goes to a step only to look at it, or to do it out of turn: moving on from there leads back. Returns undefined where the
 * step is not on the person's path.
 */
export function visit(guide: GuideFile, progress: Progress, target: Position): Progress | undefined {
  if (indexOn(pathOf(guide, progress.choices.method), target) < 0) return undefined;
  const { position, finished, returnTo } = progress;
  const there = goTo(guide, progress, target);
  if (!position || isSame(position, target)) return there;
  return { ...there, returnTo: returnTo ?? { position, finished, visiting: true } };
}

/** Returns from a visited step, or from a changed choice, to where the person was before. */
export function comeBack(guide: GuideFile, progress: Progress): Progress {
  const { returnTo, ...rest } = progress;
  if (!returnTo || indexOn(pathOf(guide, rest.choices.method), returnTo.position) < 0) return progress;
  return { ...goTo(guide, rest, returnTo.position), finished: returnTo.finished };
}

/** Marks the current step and goes to the next one, to the end, or back to where a choice was changed from. */
export function moveOn(guide: GuideFile, progress: Progress, mark: Mark): Progress {
  const { returnTo, ...rest } = progress;
  const { position } = rest;
  if (!position) return progress;
  const key = keyOf(position);
  const marks = { ...rest.marks, [key]: rest.marks[key] === 'done' ? 'done' : mark };
  const marked: Progress = { ...rest, marks };
  const path = pathOf(guide, rest.choices.method);
  const ahead = path.slice(indexOn(path, position) + 1);
  // Another method may have taken the step to come back to off the path: then there is nothing to come back to.
  if (returnTo && indexOn(path, returnTo.position) >= 0) {
    const open = openInBranch(ahead, position, marks);
    if (open) return goTo(guide, { ...marked, returnTo }, open.position);
    return { ...goTo(guide, marked, returnTo.position), finished: returnTo.finished };
  }
  const [next] = ahead;
  return next ? goTo(guide, marked, next.position) : { ...marked, finished: true, paused: false };
}

/**
 * Goes one step back, or from a visited step to where the person was before; returns undefined at the very first step.
 * Going back past a changed choice ends the detour.
 */
export function goBack(guide: GuideFile, progress: Progress): Progress | undefined {
  if (!progress.position) return undefined;
  if (progress.finished) return goTo(guide, progress, progress.position);
  if (progress.returnTo?.visiting) return comeBack(guide, progress);
  const path = pathOf(guide, progress.choices.method);
  const at = indexOn(path, progress.position);
  const previous = path[at - 1];
  if (path[at]?.step.methods) return previous && goTo(guide, progress, previous.position);
  const { returnTo: _, ...straight } = progress;
  return previous && goTo(guide, straight, previous.position);
}

/** Puts a person who has done a part already at the step they named and marks every step before it as done. */
export function enterAt(
  guide: GuideFile,
  earlier: Progress,
  position: Position,
  method = earlier.choices.method,
): Progress {
  const { returnTo: _, ...kept } = earlier;
  const choices = method ? { ...earlier.choices, method } : earlier.choices;
  const path = pathOf(guide, method);
  const before = path.slice(0, Math.max(indexOn(path, position), 0));
  const done = Object.fromEntries(before.map(({ key }) => [key, 'done' as const]));
  return goTo(guide, { ...kept, choices, marks: { ...earlier.marks, ...done } }, position);
}

/**
 * Moves a person whose step is no longer in the guide to the nearest one that is: the one before it in its phase, else the
 * next. A step that they were to come back to is replaced in the same way, and a person who is at the end stays there. Returns the
 * same object where nothing had to change.
 */
export function relocate(guide: GuideFile, progress: Progress): Progress {
  const { position, returnTo } = progress;
  if (!position) return progress;
  const path = pathOf(guide, progress.choices.method);
  const last = path.at(-1)?.position;
  if (progress.finished && last && indexOn(path, position) < 0)
    return { ...goTo(guide, progress, last), finished: true };
  const target = indexOn(path, position) < 0 ? nearestStep(path, position, progress.route) : undefined;
  const placed = target ? goTo(guide, progress, target) : progress;
  // A step that another method has taken off the path is still in the guide: then there is nothing to come back to.
  const isGone = returnTo && !stepNamed(guide, keyOf(returnTo.position));
  if (!isGone) return placed;
  const back = returnTo.finished ? last : openIn(path, returnTo.position.phase, progress.marks);
  const { returnTo: _, ...straight } = placed;
  return back && !isSame(back, placed.position)
    ? { ...straight, returnTo: { ...returnTo, position: back } }
    : straight;
}

/** Finds the step of the same phase to show for one that the guide does not have; undefined where it has not the phase either. */
export function standInFor(guide: GuideFile, progress: Progress, gone: Position): Position | undefined {
  if (stepNamed(guide, keyOf(gone))) return undefined;
  return openIn(pathOf(guide, progress.choices.method), gone.phase, progress.marks);
}

/** Finds the first step of a phase that is still to be done, else its last one. */
function openIn(path: readonly PlacedStep[], phase: string, marks: Progress['marks']): Position | undefined {
  const steps = path.filter(({ position }) => position.phase === phase);
  return (steps.find(({ key }) => !marks[key]) ?? steps.at(-1))?.position;
}

/** Finds the step nearest to one that is gone; `before` lists the steps up to it as they were when it was shown. */
function nearestStep(
  path: readonly PlacedStep[],
  gone: Position,
  before: readonly string[],
): Position | undefined {
  const key = before.findLast((candidate) => indexOn(path, positionOf(candidate)) >= 0);
  const previous = key === undefined ? undefined : positionOf(key);
  if (previous?.phase === gone.phase) return previous;
  const after = previous ? indexOn(path, previous) + 1 : 0;
  const next = path.find(({ position }) => position.phase === gone.phase) ?? path[after] ?? path.at(-1);
  return next?.position;
}

/** Finds a step of a changed method that is still to be done before the detour ends. */
function openInBranch(
  ahead: readonly PlacedStep[],
  from: Position,
  marks: Progress['marks'],
): PlacedStep | undefined {
  const end = ahead.findIndex(({ position, step }) => !step.methods || position.phase !== from.phase);
  const branch = end < 0 ? ahead : ahead.slice(0, end);
  return branch.find(({ key }) => marks[key] !== 'done');
}
