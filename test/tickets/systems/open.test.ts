import nock from 'nock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OpenHelpdesk } from '../../../src/config/helpdesk-config.ts';
import type { Content } from '../../../src/content/content.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { type OpenTicketSystems, openTicketSystems } from '../../../src/tickets/systems/open.ts';
import { pack } from '../../support/clinician.ts';
import { aTicket } from '../a-ticket.ts';
import { packWithDesk } from './email/pack-with-desk.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './zammad/little-zammad.ts';

/** The clients that were loaded. */
const loaded = vi.hoisted(() => new Set<string>());
vi.mock('../../../src/tickets/systems/email/index.ts', (original) => {
  loaded.add('email');
  return original();
});
vi.mock('../../../src/tickets/systems/zammad/index.ts', (original) => {
  loaded.add('zammad');
  return original();
});

afterEach(() => nock.cleanAll());

const MAIL = { url: 'smtp://127.0.0.1:1', from: 'assistant@example.org' };
const OWN = pack.network.helpdesk;
const OTHER = 'eu-login-support';

function systems(config: Partial<OpenHelpdesk>, content: Content = packWithDesk): OpenTicketSystems {
  return openTicketSystems(
    {
      kind: 'open',
      signIn: { kind: 'link' },
      system: 'inbox',
      mail: undefined,
      mailbox: undefined,
      zammad: undefined,
      language: 'en',
      ...config,
    },
    {
      store: openMemoryStore(),
      content: () => content,
      retentionMs: 1_000,
      base: undefined,
      secret: async () => 'a secret',
    },
  );
}

const zammad = { url: ZAMMAD, token: TOKEN, group: GROUP };

describe('A ticket', () => {
  test.each<[string, Partial<OpenHelpdesk>, string[], string[]]>([
    ['nothing else', {}, ['inbox'], []],
    ['mail for other desks alone', { mail: MAIL }, ['inbox'], ['inbox', 'email', 'copy']],
    ['mail', { system: 'email', mail: MAIL }, ['inbox', 'email'], ['inbox', 'email', 'copy']],
    ['Zammad', { system: 'zammad', zammad }, ['inbox', 'zammad'], []],
    [
      'Zammad and mail',
      { system: 'zammad', zammad, mail: MAIL },
      ['inbox', 'zammad'],
      ['inbox', 'email', 'copy'],
    ],
  ])('goes to the inbox, and with %s to the system that its desk reads', (_what, config, own, other) => {
    const { targetsFor } = systems(config);
    expect(targetsFor(OWN)).toEqual(own);
    expect(targetsFor(OTHER)).toEqual(other);
  });

  test('is not mailed to a desk without an address', () => {
    const { targetsFor } = systems({ system: 'email', mail: MAIL }, pack);
    expect(targetsFor(OWN)).toEqual(['inbox']);
    expect(targetsFor('cpms-helpdesk')).toEqual([]);
  });

  test('goes to the system that its target names, which is loaded only then', async () => {
    new LittleZammad();
    const opened = systems({ system: 'zammad', zammad, mail: MAIL });
    expect([...opened.systems].map(([name, system]) => [name, system.name])).toEqual([
      ['inbox', 'inbox'],
      ['email', 'email'],
      ['zammad', 'zammad'],
    ]);
    const withAgents = [...opened.systems.values()].filter(({ hasAgents }) => hasAgents);
    expect(withAgents.map(({ name }) => name)).toEqual(['zammad']);
    expect([...loaded]).toEqual([]);
    await opened.systems.get('zammad')?.deliver({ ticket: aTicket(), triedBefore: false });
    expect([...loaded]).toEqual(['zammad']);
    expect(await opened.systems.get('email')?.fetchUpdates(aTicket())).toBeUndefined();
    expect([...loaded]).toEqual(['zammad', 'email']);
  });
});
