import { expect, test } from 'vitest';
import { isLoopback } from '../../src/lib/loopback.ts';

test.each([
  ['127.0.0.1', true],
  ['127.4.5.6', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['192.168.1.4', false],
  ['127.0.0.1.example.org', false],
  ['localhost.example.org', false],
])('Only this machine reaches %s: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
