import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const FORM = /^[\w-]{43}$/;

/** Returns a new secret: 256 random bits, in characters that URLs and cookies may hold. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Checks whether a text has the form of one of our secrets. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}

/** Returns the hash that is kept of a secret, so that somebody who reads the store cannot use it. Only passwords that people choose need a slow hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Compares two texts in constant time. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}
