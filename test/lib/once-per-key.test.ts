import { expect, test, vi } from 'vitest';
import { oncePerKey } from '../../src/lib/once-per-key.ts';

test('Something is made once for each key', () => {
  const make = vi.fn((key: string) => ({ key }));
  const of = oncePerKey(make);
  expect(of('en')).toBe(of('en'));
  expect(of('de')).toEqual({ key: 'de' });
  expect(make.mock.calls).toEqual([['en'], ['de']]);
});
