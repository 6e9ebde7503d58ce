import { expect, test, vi } from 'vitest';
import { once } from '../../src/lib/once.ts';

test('Nothing is opened before it is asked for, and several who ask at once share one', async () => {
  const open = vi.fn(async () => ({}));
  const opened = once(open);
  expect(open).not.toHaveBeenCalled();
  const [one, other] = await Promise.all([opened(), opened()]);
  expect(one).toBe(other);
  expect(await opened()).toBe(one);
  expect(open).toHaveBeenCalledTimes(1);
});

test('All who wait hear of a failure, and the next who asks tries again', async () => {
  const open = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValue('up');
  const opened = once(open);
  const waiting = [opened(), opened()];
  await expect(Promise.all(waiting)).rejects.toThrow('down');
  await expect(waiting[1]).rejects.toThrow('down');
  expect(await opened()).toBe('up');
  expect(open).toHaveBeenCalledTimes(2);
});
