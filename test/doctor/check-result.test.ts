import { describe, expect, test } from 'vitest';
import { formatResult } from '../../src/doctor/check-result.ts';
import { secretMasker } from '../../src/doctor/mask-secrets.ts';

describe('A line of the doctor', () => {
  test('begins with the outcome, and has the fix below it', () => {
    expect(formatResult({ name: 'content', outcome: 'ok', says: '56 questions' })).toBe(
      'ok      content         56 questions',
    );
    expect(formatResult({ name: 'store', outcome: 'failed', says: 'no', fix: 'Mend it' })).toBe(
      'FAILED  store           no\n        → Mend it',
    );
  });

  test('masks every secret, no matter who quotes it', () => {
    const env = {
      BOT_PASSWORD: 'bot-secret',
      WEBCHAT_SIGNING_KEY: 'signing-key',
      HELPDESK_CLIENT_SECRET: 'client-secret',
      ZAMMAD_TOKEN: 'zammad-token',
      DATABASE_URL: 'postgres://me:data%2Fbase@db/x?password=query-one',
      SMTP_URL: 'smtps://me:mail%2Fword@mail.example.org',
      IMAP_URL: 'imaps://me:mail-box-word@mail.example.org',
    };
    const said =
      'bot-secret signing-key client-secret zammad-token data%2Fbase data/base query-one mail%2Fword mail/word mail-box-word';
    expect(secretMasker(env)({ name: 'store', outcome: 'failed', says: said, fix: said })).toEqual({
      name: 'store',
      outcome: 'failed',
      says: '… … … … … … … … … …',
      fix: '… … … … … … … … … …',
    });
  });

  test('masks a password that makes its address malformed', () => {
    const clear = secretMasker({ DATABASE_URL: 'postgres://me:pass#word@db/x' });
    expect(clear({ name: 'store', outcome: 'failed', says: 'bad: pass#word' }).says).toBe('bad: …');
  });

  test('keeps an ordinary word that is a password in sentences, and masks it in an address', () => {
    const said = (password: string) =>
      secretMasker({ DATABASE_URL: `postgres://me:${password}@db/x` })({
        name: 'store',
        outcome: 'failed',
        says: `the assistant has no password for postgres://me:${password}@db/x?password=${password}&a=b`,
      }).says;
    for (const password of ['p', 'pass', 'assistant'])
      expect(said(password)).toBe('the assistant has no password for postgres://me:…@db/x?password=…&a=b');
  });

  test('keeps a longer word that contains a secret', () => {
    const clear = secretMasker({ BOT_PASSWORD: 'set-it' });
    expect(clear({ name: 'store', outcome: 'failed', says: 'reset-its set-it' }).says).toBe('reset-its …');
  });
});
