import nock from 'nock';
import { expect, test } from 'vitest';

test('A test that calls another machine gets an error', async () => {
  await expect(fetch('https://example.org/')).rejects.toThrow();
  expect(nock.isActive()).toBe(true);
});
