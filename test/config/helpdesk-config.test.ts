import { describe, expect, test } from 'vitest';
import { ConfigError, configFrom } from '../../src/config/config.ts';

const OIDC = {
  HELPDESK_ISSUER: 'https://login.example.org/tenant/',
  HELPDESK_CLIENT_ID: 'the-assistant',
  HELPDESK_CLIENT_SECRET: 'the-secret-of-the-assistant',
};
const MAIL = { SMTP_URL: 'smtps://user:password@mail.example.org', MAIL_FROM: 'assistant@example.org' };
const ZAMMAD = { ZAMMAD_URL: 'https://zammad.example.org/', ZAMMAD_TOKEN: 'the-token' };

const helpdeskOf = (env: Record<string, string>) => configFrom(env).helpdesk;

/** What the start says of the environment, as "setting: what is wrong". */
function refusalsOf(env: Record<string, string>): string[] {
  try {
    configFrom(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .map((line) => line.replace(/ \(.*?\) (?=must)/, ': ').split('. ')[0] ?? '');
  }
}

describe('The helpdesk', () => {
  test('is the inbox, opened by a link, on this machine alone', () => {
    const byLink = { kind: 'open', signIn: { kind: 'link' }, system: 'inbox' };
    expect(helpdeskOf({})).toMatchObject(byLink);
    expect(helpdeskOf({ HOST: '::1' })).toMatchObject(byLink);
  });

  test.each<[string, Record<string, string>]>([
    ['at an address of its own', { BOT_TYPE: 'none', PUBLIC_URL: 'https://assistant.example.org' }],
    ['through a bot, even if that is none', { BOT_TYPE: 'none' }],
    ['from other machines', { BOT_TYPE: 'none', HOST: '0.0.0.0' }],
  ])('takes no tickets when others reach the assistant %s and nobody could sign in', (_, env) => {
    expect(helpdeskOf(env)).toEqual({ kind: 'none', isWanted: false });
  });

  test.each(['inbox', 'email', 'zammad'])(
    'cannot be %s when others reach the assistant and nobody could sign in',
    (HELPDESK) => {
      const env = { ...MAIL, ...ZAMMAD, HELPDESK, BOT_TYPE: 'none' };
      expect(refusalsOf(env)).toEqual([
        expect.stringMatching(`^HELPDESK_ISSUER: must be set for HELPDESK=${HELPDESK} if other machines`),
      ]);
    },
  );

  test('takes no tickets when HELPDESK is none, whatever else is set', () => {
    expect(helpdeskOf({ ...OIDC, ...MAIL, HELPDESK: 'none' })).toEqual({ kind: 'none', isWanted: true });
    expect(helpdeskOf({ BOT_TYPE: 'none', HELPDESK: 'none' })).toEqual({ kind: 'none', isWanted: true });
  });

  test('has its people sign in at the issuer, who need the role "helpdesk" among "roles"', () => {
    expect(helpdeskOf({ ...OIDC, BOT_TYPE: 'none', PUBLIC_URL: 'https://assistant.example.org' })).toEqual({
      kind: 'open',
      system: 'inbox',
      mail: undefined,
      mailbox: undefined,
      emailAnswersAfterMs: 600_000,
      notify: undefined,
      zammad: undefined,
      language: 'en',
      signIn: {
        kind: 'oidc',
        // As issuers name themselves, mostly.
        issuer: 'https://login.example.org/tenant',
        clientId: 'the-assistant',
        clientSecret: 'the-secret-of-the-assistant',
        roleClaim: 'roles',
        role: 'helpdesk',
      },
    });
  });

  test('reads the role from the claim in which the issuer puts it', () => {
    const env = { ...OIDC, HELPDESK_ROLE_CLAIM: 'realm_access.roles', HELPDESK_ROLE: 'agent' };
    expect(helpdeskOf(env)).toMatchObject({ signIn: { roleClaim: 'realm_access.roles', role: 'agent' } });
  });

  test('sends mail and knows Zammad, in the group "Users" if no other is named', () => {
    expect(helpdeskOf({ ...MAIL, ...ZAMMAD, HELPDESK: 'zammad' })).toMatchObject({
      system: 'zammad',
      mail: { url: MAIL.SMTP_URL, from: MAIL.MAIL_FROM },
      zammad: { url: 'https://zammad.example.org', token: 'the-token', group: 'Users' },
    });
  });

  test('reads the mailbox of the address that email comes from', () => {
    const url = 'imaps://user:password@mail.example.org';
    expect(helpdeskOf({ ...MAIL, IMAP_URL: url })).toMatchObject({ mailbox: { url } });
    expect(refusalsOf({ IMAP_URL: url })).toEqual([
      'SMTP_URL: must be set for IMAP_URL',
      'MAIL_FROM: must be set for IMAP_URL',
    ]);
  });

  test('sends answers by email after ten minutes, from an address of their own where one is set', () => {
    expect(helpdeskOf(MAIL)).toMatchObject({ emailAnswersAfterMs: 600_000, notify: undefined });
    const more = {
      MAIL_RETURN_PATH: 'bounces@example.org',
      EMAIL_ANSWERS_AFTER_MINUTES: '0',
      HELPDESK_NOTIFY: 'team@example.org',
    };
    expect(helpdeskOf({ ...MAIL, ...more })).toMatchObject({
      mail: { from: MAIL.MAIL_FROM, returnPath: 'bounces@example.org' },
      emailAnswersAfterMs: 0,
      notify: 'team@example.org',
    });
  });

  test.each([
    ['Helpdesk <mailto:assistant@example.org>.', 'assistant@example.org'],
    ['assistant@uniklinik-köln.de', 'assistant@xn--uniklinik-kln-smb.de'],
  ])('takes the address of mail as people paste it: %s', (pasted, from) => {
    expect(helpdeskOf({ ...MAIL, MAIL_FROM: pasted })).toMatchObject({ mail: { from } });
  });

  test('takes an issuer and a Zammad without encryption on this machine alone', () => {
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:8080']) {
      expect(helpdeskOf({ ...OIDC, HELPDESK_ISSUER: `http://${host}` })).toMatchObject({ kind: 'open' });
      expect(helpdeskOf({ ...ZAMMAD, ZAMMAD_URL: `http://${host}` })).toMatchObject({ kind: 'open' });
    }
    expect(refusalsOf({ ...OIDC, HELPDESK_ISSUER: 'http://localhost.example.org' })).toEqual([
      'HELPDESK_ISSUER: must begin with https://, unless it is on this machine',
    ]);
  });
});

describe('Settings that belong together', () => {
  const sets: [string, Record<string, string>][] = [
    ['an issuer', OIDC],
    ['mail', MAIL],
    ['Zammad', ZAMMAD],
  ];
  const halves = sets.flatMap(([what, set]) =>
    Object.keys(set).map((left): [string, string, Record<string, string>] => [what, left, set]),
  );

  test.each(halves)('of %s are refused without %s, and the refusal names it', (_, left, set) => {
    const { [left]: __, ...rest } = set;
    expect(refusalsOf(rest)).toEqual([`${left}: must be set beside ${Object.keys(rest)[0]}`]);
  });

  test.each(['MAIL_RETURN_PATH', 'HELPDESK_NOTIFY'])('are missing where only %s is set', (name) => {
    expect(refusalsOf({ [name]: 'team@example.org' })).toEqual([
      `SMTP_URL: must be set beside ${name}`,
      `MAIL_FROM: must be set beside ${name}`,
    ]);
  });

  test('are all named when HELPDESK asks for them and none is set', () => {
    expect(refusalsOf({ HELPDESK: 'email' })).toEqual([
      'SMTP_URL: must be set for HELPDESK=email',
      'MAIL_FROM: must be set for HELPDESK=email',
    ]);
    expect(refusalsOf({ HELPDESK: 'zammad' })).toEqual([
      'ZAMMAD_URL: must be set for HELPDESK=zammad',
      'ZAMMAD_TOKEN: must be set for HELPDESK=zammad',
    ]);
  });
});
