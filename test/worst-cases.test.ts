import { describe, expect, test } from 'vitest';
import { casesOf } from './bench/bounds/cases.ts';
import { busyMs, isWithin, ordinaryWork } from './bench/bounds/measure.ts';
import { stepsWith } from './bench/bounds/steps.ts';
import { pack } from './support/clinician.ts';
import { sharedUnderstanding } from './support/shared-understanding.ts';

/** The work takes an ordinary machine 5 ms, and no step should hold it for longer than 50. */
const MOST_TIMES_THE_WORK = 10;

const steps = stepsWith(pack, sharedUnderstanding(pack));

describe('A text from outside, up to its limit, holds everybody else up for no longer than ten times a fixed amount of work', () => {
  test.each(steps)('$name', ({ limit, cases = casesOf(limit), run }) => {
    const most = MOST_TIMES_THE_WORK * busyMs(ordinaryWork);
    const slow = cases.filter(([, text]) => !isWithin(most, () => run(text)));
    expect(slow.map(([name]) => name)).toEqual([]);
  });
});
