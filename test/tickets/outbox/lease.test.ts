import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LEASE_MS, Lease } from '../../../src/tickets/outbox/lease.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('A lease', () => {
  test('is renewed several times before it would be over, each time from its newest version', async () => {
    const renew = vi.fn(async (version: number) => version + 1);
    const lease = new Lease(1, renew);
    await vi.advanceTimersByTimeAsync(4 * LEASE_MS);
    expect(renew.mock.calls.length).toBeGreaterThanOrEqual(8);
    expect(lease.lost.aborted).toBe(false);
    expect(await lease.end()).toBe(1 + renew.mock.calls.length);
    const { length } = renew.mock.calls;
    await vi.advanceTimersByTimeAsync(LEASE_MS);
    expect(renew).toHaveBeenCalledTimes(length);
    expect(lease.lost.aborted).toBe(false);
  });

  test('is lost as soon as a renewal finds that somebody else has the item', async () => {
    const lease = new Lease(1, async () => undefined);
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
    expect(lease.lost.aborted).toBe(true);
    await lease.end();
  });

  test.each([
    ['fails', () => Promise.reject(new Error('the store is away'))],
    ['hangs', () => new Promise<number>(() => undefined)],
  ])('is lost before another process may take the item over where every renewal %s', async (_, renew) => {
    const lease = new Lease(1, renew);
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2);
    expect(lease.lost.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(LEASE_MS / 2 - 1000);
    expect(lease.lost.aborted).toBe(true);
  });

  test('is kept where a renewal fails once', async () => {
    const renew = vi.fn(async (version: number) => version + 1).mockRejectedValueOnce(new Error('a moment'));
    const lease = new Lease(1, renew);
    await vi.advanceTimersByTimeAsync(3 * LEASE_MS);
    expect(lease.lost.aborted).toBe(false);
    await lease.end();
  });
});
