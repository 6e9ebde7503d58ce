import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { UnderWay } from '../../src/lib/under-way.ts';

test('Work that is under way is waited for, also what begins meanwhile and what fails', async () => {
  const underWay = new UnderWay();
  await underWay.done();
  const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()];
  let isDone = false;
  const added = underWay.add(first.promise);
  const done = underWay.done().then(() => {
    isDone = true;
  });
  underWay.add(second.promise).catch(() => {});
  first.resolve('result');
  expect(await added).toBe('result');
  await setImmediate();
  expect(isDone).toBe(false);
  second.reject(new Error('failed'));
  await done;
});
