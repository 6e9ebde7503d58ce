import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { correlated, correlationId, inThisCorrelation } from '../../src/lib/correlation.ts';

describe('A correlation id', () => {
  test('holds for everything that its work begins, and for nothing else', async () => {
    const later = async () => {
      await setImmediate();
      return correlationId();
    };
    const ids = await Promise.all([correlated('one', later), correlated('two', later), later()]);
    expect(ids).toEqual(['one', 'two', undefined]);
  });

  test('is made where none came with the request', () => {
    const made = [1, 2].map(() => correlated(undefined, correlationId));
    expect(new Set(made).size).toBe(2);
    expect(made[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('goes with work that waits until another request runs it', () => {
    const waiting = correlated('mine', () => inThisCorrelation(correlationId));
    expect(correlated('theirs', waiting)).toBe('mine');
    expect(correlated('theirs', inThisCorrelation(correlationId))).toBeUndefined();
  });
});
