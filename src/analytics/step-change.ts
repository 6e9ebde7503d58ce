import { keyOf, type Position } from '../guide/path.ts';
import type { Count } from './count.ts';

const ENDS = new Set(['step-done', 'step-skipped']);

/** Returns the counts for a change of step in one turn: how the visit to one ended, and that a visit to the other began. */
export function countsOfStepChange(
  from: Position | undefined,
  to: Position | undefined,
  counted: readonly Count[],
): Count[] {
  const left = from && keyOf(from);
  const arrived = to && keyOf(to);
  if (left === arrived) return [];
  const hasEnded = counted.some(({ what, of }) => ENDS.has(what) && of === left);
  return [
    ...(left === undefined || hasEnded ? [] : [{ what: 'step-left', of: left } as const]),
    ...(arrived === undefined ? [] : [{ what: 'step-shown', of: arrived } as const]),
  ];
}
