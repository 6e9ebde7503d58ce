import { describe, expect, test } from 'vitest';
import { mailServerAt } from '../../src/tickets/mail-server.ts';

describe('The address of a mail server', () => {
  test.each([
    ['smtps://mail.example.org:465', { host: 'mail.example.org', port: 465, secure: true, isHere: false }],
    ['imaps://mail.example.org', { host: 'mail.example.org', port: undefined, secure: true, isHere: false }],
    ['smtp://mail.example.org:587', { port: 587, secure: false, isHere: false }],
    ['imap://[::1]:143', { host: '::1', port: 143, secure: false, isHere: true }],
    ['smtp://127.0.0.1:2525', { secure: false, isHere: true }],
    ['imaps://127.0.0.1', { secure: true, isHere: false }],
  ])('%s says how to connect', (address, expected) => {
    expect(mailServerAt(address)).toMatchObject(expected);
  });

  test('may write signs of the name and the password as escapes, or leave a percent sign alone', () => {
    const { user, password } = mailServerAt('imaps://ann%40example.org:100%25@mail.example.org');
    expect([user, password]).toEqual(['ann@example.org', '100%']);
    expect(mailServerAt('smtp://ann:100%zz@mail.example.org').password).toBe('100%zz');
  });
});
