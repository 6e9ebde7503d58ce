import { describe, expect, test } from 'vitest';
import { ApiKeys } from '../../src/helpdesk/api-keys.ts';
import { openStore } from '../../src/store/open.ts';
import { newDatabase, run } from './run.ts';

const COMMAND = 'src/cli/helpdesk-keys.ts';

describe('npm run helpdesk:keys', () => {
  test('makes a key, lists it without its secret, and revokes it while the assistant runs on the same store', async () => {
    const DATABASE_URL = newDatabase();
    const made = run(COMMAND, ['make', 'mail', 'rules'], { DATABASE_URL });
    expect(made).toMatchObject({ status: 0, stderr: expect.stringContaining('cannot be shown again') });
    const key = made.stdout.trim();

    const store = await openStore(DATABASE_URL);
    try {
      const keys = new ApiKeys(store);
      const { id } = await keys.check(`Bearer ${key}`);
      const listed = run(COMMAND, ['list'], { DATABASE_URL });
      expect(listed.stdout).toMatch(new RegExp(`^${id}  \\d{4}-\\d\\d-\\d\\d  mail rules\n$`));
      const revoked = run(COMMAND, ['revoke', id], { DATABASE_URL });
      expect(revoked).toMatchObject({ status: 0, stdout: `${id} is revoked.\n` });
      await expect(keys.check(`Bearer ${key}`)).rejects.toMatchObject({ status: 401 });
    } finally {
      await store.close();
    }
    const again = run(COMMAND, ['list'], { DATABASE_URL });
    expect(again).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining('There is no key. Make one:'),
    });
  });

  test.each([
    [],
    ['make'],
    ['make', ' '],
    ['make', 'x'.repeat(81)],
    ['list', 'x'],
    ['revoke'],
    ['delete', 'x'],
  ])('prints its usage where it is called with %j %j', (...given) => {
    const { status, stdout, stderr } = run(COMMAND, given, { DATABASE_URL: newDatabase() });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm run helpdesk:keys -- make "mail rules"');
  });

  test('reports a key that does not exist, and a setting that is wrong', () => {
    const missing = run(COMMAND, ['revoke', 'x'], { DATABASE_URL: newDatabase() });
    expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no key x.') });
    const wrong = run(COMMAND, ['list'], { DATABASE_URL: 'mysql://x' });
    expect(wrong).toMatchObject({ status: 1, stderr: expect.stringMatching(/^DATABASE_URL .*\n$/) });
  });
});
