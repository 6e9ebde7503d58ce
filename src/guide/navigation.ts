import type { GuideFile } from '../content/schema/structure.ts';
import { indexOn, isSame, keyOf, type PlacedStep, type Position, pathOf, positionOf } from './path.ts';
import { type Mark, noProgress, type Progress } from './progress.ts';

/** Begins the guide at its first step. */
export function beginGuide(guide: GuideFile): Progress {
  const [first] = pathOf(guide, undefined);
  return first ? goTo(guide, noProgress(), first.position) : noProgress();
}

/** Goes to a step and changes nothing else of the progress. */
export function goTo(guide: GuideFile, progress: Progress, position: Position): Progress {
  const path = pathOf(guide, progress.choices.method);
  const route = path.slice(0, indexOn(path, position) + 1).map((placed) => keyOf(placed.position));
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
  const done = Object.fromEntries(before.map((placed) => [keyOf(placed.position), 'done' as const]));
  return goTo(guide, { ...kept, choices, marks: { ...earlier.marks, ...done } }, position);
}

/**
 * Moves a person whose step is no longer in the guide to the nearest step before it that still is.
 * Returns the same object where nothing had to change.
 */
export function relocate(guide: GuideFile, progress: Progress): Progress {
  const { position } = progress;
  if (!position) return progress;
  const path = pathOf(guide, progress.choices.method);
  if (indexOn(path, position) >= 0) return progress;
  const nearest = progress.route.findLast((key) => indexOn(path, positionOf(key)) >= 0);
  const target = nearest ? positionOf(nearest) : path[0]?.position;
  const { returnTo: _, ...rest } = progress;
  return target ? goTo(guide, rest, target) : progress;
}

/** Finds a step of a changed method that is still to be done before the detour ends. */
function openInBranch(
  ahead: readonly PlacedStep[],
  from: Position,
  marks: Progress['marks'],
): PlacedStep | undefined {
  const end = ahead.findIndex(({ position, step }) => !step.methods || position.phase !== from.phase);
  const branch = end < 0 ? ahead : ahead.slice(0, end);
  return branch.find(({ position }) => marks[keyOf(position)] !== 'done');
}
