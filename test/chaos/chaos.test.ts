import nock from 'nock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from './faults/index.ts';
import { isGood, lineOf } from './outcome.ts';
import { World } from './world.ts';

const world = new World();
beforeAll(() => {
  // It passes on whole requests only, and the servers here are broken in the middle of them.
  nock.restore();
});
afterAll(() => world.close());

/** A short form of `npm run chaos`. */
describe('Nothing that was confirmed is lost or doubled', () => {
  test.each([
    ['sqlite-kill', 2],
    ['sqlite-twins', 8],
    ['postgres-twins', 8],
    ['sqlite-full', 1],
    ['postgres-crash', 1],
  ])('after %s', async (name, times) => {
    const outcome = await FAULTS[name]?.(world, times);
    expect(outcome && [isGood(outcome), lineOf(outcome)]).toEqual([true, expect.anything()]);
    expect(outcome?.tally.confirmed).toBeGreaterThan(0);
  });
});
