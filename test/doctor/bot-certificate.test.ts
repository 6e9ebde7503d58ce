import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inspectCertificate } from '../../src/doctor/bot-certificate.ts';
import { newKey, pemFile, pemOf, selfSigned } from '../support/self-signed.ts';

const key = newKey();

describe('The certificate of the bot', () => {
  test('passes with its key beside it, and tells when it expires', () => {
    expect(inspectCertificate(pemFile(selfSigned(key), pemOf(key)))).toMatchObject({
      thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
      ends: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  test.each<[string, () => string, RegExp, RegExp]>([
    ['is not there', () => '/nowhere/bot.pem', /\/nowhere\/bot\.pem cannot be used \(ENOENT/, /cat cert/],
    [
      'has no key beside it',
      () => pemFile(selfSigned(key)),
      /no private key/,
      /cat certificate\.pem key\.pem/,
    ],
    ['is no certificate', () => pemFile(pemOf(key)), /cannot be used/, /cat certificate\.pem key\.pem/],
    [
      'has another key beside it',
      () => pemFile(selfSigned(key), pemOf(newKey())),
      /does not belong to the private key/,
      /key .* with which this certificate was made/,
    ],
    [
      'has ended',
      () => pemFile(selfSigned(key, { fromDays: -30, untilDays: -1 }), pemOf(key)),
      /expired on \d{4}-/,
      /new certificate/,
    ],
    [
      'has not begun',
      () => pemFile(selfSigned(key, { fromDays: 2 }), pemOf(key)),
      /is valid only from \d{4}-/,
      /clock/,
    ],
    ['has a key that Microsoft does not take', ecFile, /of the kind ec/, /RSA key/],
  ])('fails where it %s', (_, file, says, fix) => {
    const found = inspectCertificate(file());
    expect(found).toEqual({ says: expect.stringMatching(says), fix: expect.stringMatching(fix) });
    expect(JSON.stringify(found)).not.toContain('BEGIN');
  });
});

function ecFile(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pemFile(selfSigned(privateKey), pemOf(privateKey));
}
