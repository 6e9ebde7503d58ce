import { expect, test, vi } from 'vitest';
import { oncePerKey, oncePerObject } from '../../src/lib/once-per-key.ts';

test('Something is made once for each key', () => {
  const make = vi.fn((key: string) => ({ key }));
  const of = oncePerKey(make);
  expect(of('en')).toBe(of('en'));
  expect(of('de')).toEqual({ key: 'de' });
  expect(make.mock.calls).toEqual([['en'], ['de']]);
});

test('Something is kept for as many keys as may be kept, and made again for any other', () => {
  const make = vi.fn((key: string) => ({ key }));
  const of = oncePerKey(make, 1);
  expect(of('code')).toBe(of('code'));
  expect(of('mail')).not.toBe(of('mail'));
  expect(make).toHaveBeenCalledTimes(3);
});

test('Something is made once for each object', () => {
  const make = vi.fn(({ id }: { id: string }) => ({ made: id }));
  const of = oncePerObject(make);
  const [one, alike] = [{ id: 'one' }, { id: 'one' }];
  expect(of(one)).toBe(of(one));
  expect(of(alike)).not.toBe(of(one));
  expect(make).toHaveBeenCalledTimes(2);
});
