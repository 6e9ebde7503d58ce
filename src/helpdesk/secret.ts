import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const FORM = /^[\w-]{43}$/;

/** A secret that nobody guesses: 256 random bits, in characters that addresses and cookies may hold. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text from outside can be a secret of ours at all. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}

/** What is kept of a secret, so that whoever reads the store cannot use it; a slow hash is for what people make up. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether two texts are the same; how long it takes does not tell how much of them is. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}
