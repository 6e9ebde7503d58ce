import { keyOf, type Position } from '../guide/position.ts';
import type { Count } from './count.ts';

const ENDS = new Set(['step-done', 'step-skipped']);

/** What is counted where a turn has brought somebody from one step, or none, to another: how one stay ended, and that another began. */
export function countsOfStepChange(
  from: Position | undefined,
  to: Position | undefined,
  counted: readonly Count[],
): Count[] {
  const left = from && keyOf(from);
  const come = to && keyOf(to);
  if (left === come) return [];
  const hasEnded = counted.some(({ what, of }) => ENDS.has(what) && of === left);
  return [
    ...(left === undefined || hasEnded ? [] : [{ what: 'step-left', of: left } as const]),
    ...(come === undefined ? [] : [{ what: 'step-shown', of: come } as const]),
  ];
}
