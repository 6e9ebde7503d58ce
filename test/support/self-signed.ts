import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const DAY_MS = 24 * 60 * 60 * 1000;
const SHA256_WITH_RSA = '06092a864886f70d01010b0500';
const SHA256_WITH_ECDSA = '06082a8648ce3d040302';

/** Makes a key of the kind that Microsoft accepts. */
export function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** Makes a self-signed certificate that is valid from today, so that tests depend on no program and no date. */
export function selfSigned(key: KeyObject, { fromDays = -1, untilDays = 30, name = 'bot' } = {}): string {
  const algorithm = sequence(bytes(key.asymmetricKeyType === 'rsa' ? SHA256_WITH_RSA : SHA256_WITH_ECDSA));
  const named = sequence(element(0x31, sequence(bytes('0603550403'), element(0x0c, Buffer.from(name)))));
  const signed = sequence(
    element(0xa0, bytes('020102')),
    bytes('020101'),
    algorithm,
    named,
    sequence(time(fromDays), time(untilDays)),
    named,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const signature = element(0x03, Buffer.concat([Buffer.of(0), sign('sha256', signed, key)]));
  const lines =
    sequence(signed, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Returns a private key as PEM. */
export function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Returns the path of a file with these parts, which is removed after the test. */
export function pemFile(...parts: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'bot.pem');
  writeFileSync(path, parts.join(''));
  return path;
}

function time(days: number): Buffer {
  const digits = new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '');
  return element(0x18, Buffer.from(digits));
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, ...parts);
}

/** Encodes an element of DER: its tag, its length, its content. */
function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
