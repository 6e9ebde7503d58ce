import { expect, test } from 'vitest';

test('A test that calls another machine gets an error', async () => {
  const call = fetch('https://example.org/');
  await expect(call).rejects.toMatchObject({
    cause: { message: expect.stringContaining('Disallowed net connect') },
  });
});
