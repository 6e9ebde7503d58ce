import { describe, expect, onTestFinished, test } from 'vitest';
import { newState } from '../../src/conversation/state.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { aTicket } from '../tickets/a-ticket.ts';
import { newDatabase, run } from './run.ts';

const COMMAND = 'src/cli/erase.ts';
const EMAIL = 'dr.jansen@hospital.example';

/** A store as the running assistant has it open, with three people: one in the web chat, two in Teams. */
async function openFilled(): Promise<{ store: Store; keys: () => Promise<string[]>; DATABASE_URL: string }> {
  const DATABASE_URL = newDatabase();
  const store = await openStore(DATABASE_URL);
  onTestFinished(() => store.close());
  const draft = { id: 'small/hand-over', state: { draft: { email: EMAIL } } };
  const rows = {
    'talk/web-1': newState(),
    'webchat/web-1': { version: 1, user: 'dl_1', next: 2, clients: [] },
    'history/web-1/0000001': { id: 'web-1|0000001', type: 'message' },
    'ticket/KMR-FTZ': aTicket({
      talk: 'web-1',
      email: EMAIL.toUpperCase(),
      elsewhere: { email: { id: '1', seen: [] } },
    }),
    'inbox/KMR-FTZ': { number: 'KMR-FTZ' },
    'talk/teams/a:2': { ...newState(), dialogs: { dialogStack: [draft] } },
    'talk/teams/19:group/29:other': newState(),
    'talk/teams/19:group': newState(),
    'ticket/BBB-BBB': aTicket({ number: 'BBB-BBB', talk: 'teams/a:3', email: `x${EMAIL}` }),
  };
  const expiresAt = Date.now() + 3_600_000;
  await store.commit(Object.entries(rows).map(([key, value]) => ({ key, value, expected: null, expiresAt })));
  return { store, DATABASE_URL, keys: async () => (await store.list('')).map(({ key }) => key) };
}

describe('npm run erase', () => {
  test('shows what it would delete, and deletes nothing before it is told --yes', async () => {
    const { DATABASE_URL, keys } = await openFilled();
    const before = await keys();
    const shown = run(COMMAND, [EMAIL], { DATABASE_URL });
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('Conversation web-1: a record');
    expect(shown.stdout).toContain('1 message(s), 1 ticket(s): KMR-FTZ (open)');
    expect(shown.stdout).toContain('Conversation teams/a:2: a record');
    expect(shown.stdout).toContain('Ticket KMR-FTZ was also sent to email: delete it there.');
    expect(shown.stderr).toContain('This cannot be found from here');
    expect(shown.stderr).toContain('Nothing has been deleted yet.');
    expect(await keys()).toEqual(before);
  });

  test('deletes by an email address while the assistant runs on the same store', async () => {
    const { DATABASE_URL, keys, store } = await openFilled();
    const done = run(COMMAND, [EMAIL, '--yes'], { DATABASE_URL });
    expect(done).toMatchObject({ status: 0, stdout: expect.stringContaining('Deleted: 2 conversation(s)') });
    expect(await keys()).toEqual([
      'talk/teams/19:group',
      'talk/teams/19:group/29:other',
      'ticket/BBB-BBB',
      'webchat/web-1',
    ]);
    // No token of the conversation opens it again.
    expect((await store.get('webchat/web-1'))?.value).toEqual({ version: 1, ended: true });
  });

  test.each([
    ['the id of a conversation', 'web-1', ['talk/web-1', 'ticket/KMR-FTZ', 'history/web-1/0000001']],
    ['the number of a ticket', 'kmr-ftz', ['talk/web-1', 'ticket/KMR-FTZ', 'history/web-1/0000001']],
    ['the id of a chat in Teams', 'a:2', ['talk/teams/a:2']],
    ['the id of a person in a group of Teams', '29:other', ['talk/teams/19:group/29:other']],
    ['the id of a group, without its people', '19:group', ['talk/teams/19:group']],
  ])('deletes by %s', async (_, given, gone) => {
    const { DATABASE_URL, keys } = await openFilled();
    const before = await keys();
    expect(run(COMMAND, ['--yes', given], { DATABASE_URL }).status).toBe(0);
    const after = await keys();
    const lost = before.filter((key) => !after.includes(key) && key !== 'inbox/KMR-FTZ');
    expect(lost.sort()).toEqual(gone.sort());
  });

  test('says so where nothing is kept, and how it is called', async () => {
    const { DATABASE_URL } = await openFilled();
    const unknown = run(COMMAND, ['nobody@hospital.example', '--yes'], { DATABASE_URL });
    expect(unknown).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing is kept') });
    for (const given of [[], ['a', 'b'], ['--no']])
      expect(run(COMMAND, given, { DATABASE_URL })).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('npm run erase -- <id or email>'),
      });
  });
});
