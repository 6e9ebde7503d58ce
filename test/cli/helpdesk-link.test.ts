import { describe, expect, test } from 'vitest';
import { isLinkKey } from '../../src/helpdesk/sign-in/one-time-link.ts';
import { openStore } from '../../src/store/open.ts';
import { newDatabase, run } from './run.ts';

const COMMAND = 'src/cli/helpdesk-link.ts';

describe('npm run helpdesk:link', () => {
  test('prints a link that is good for the assistant on the same store', async () => {
    const DATABASE_URL = newDatabase();
    const { status, stdout, stderr } = run(COMMAND, [], { DATABASE_URL, PORT: '4000' });
    expect(status).toBe(0);
    expect(stderr).toContain('once, within 15 minutes');
    expect(stdout).toMatch(/^http:\/\/localhost:4000\/helpdesk\/sign-in\?key=[\w-]{43}\n$/);
    const store = await openStore(DATABASE_URL);
    try {
      expect(await isLinkKey(store, new URL(stdout.trim()).searchParams.get('key') ?? '')).toBe(true);
    } finally {
      await store.close();
    }
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'people sign in at an issuer',
      {
        HELPDESK_ISSUER: 'https://login.example.org',
        HELPDESK_CLIENT_ID: 'x',
        HELPDESK_CLIENT_SECRET: 'x',
        PUBLIC_URL: 'https://assistant.example.org',
        BOT_TYPE: 'none',
      },
      /^HELPDESK_ISSUER is set, .* Open https:\/\/assistant\.example\.org\/helpdesk\n$/,
    ],
    ['there is no helpdesk', { HELPDESK: 'none' }, /^There is no helpdesk/],
    [
      'others reach this machine',
      { PUBLIC_URL: 'https://assistant.example.org', BOT_TYPE: 'none' },
      /^There is no helpdesk/,
    ],
    ['a setting is wrong', { PORT: 'x' }, /^PORT .*\n$/],
  ])('explains why there is no link where %s', (_, env, reason) => {
    const { status, stdout, stderr } = run(COMMAND, [], { DATABASE_URL: newDatabase(), ...env });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(reason);
  });
});
