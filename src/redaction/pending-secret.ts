import type { SensitiveKind, SensitiveWords } from '../content/schema/sensitive-words.ts';
import { patternOf } from './word-patterns.ts';

/** "My password is", "pin:", with nothing behind it. */
const SIGN = String.raw`(?:\s*[:=]|\s+(?:is|was|are|ist|war|est|es|è)\s*[:=]?)\s*$`;
/** What follows in a message of its own is not longer than this, in words. */
const LONGEST = 4;

/** Tells of a message that ends where a secret would follow, of which kind that is. */
export function pendingSecretFinder({
  passwords,
  codes,
  names,
}: SensitiveWords): (text: string) => SensitiveKind | undefined {
  const password = new RegExp(patternOf(passwords.words) + SIGN, 'iu');
  const code = new RegExp(patternOf(codes.words) + SIGN, 'iu');
  const name = new RegExp(`${patternOf(names.introductions)}[\\s:=]*$`, 'iu');
  return (text) => {
    const end = text.slice(-60);
    if (password.test(end)) return 'password';
    if (code.test(end)) return 'code';
    return name.test(end) ? 'patientName' : undefined;
  };
}

/** Whether a message can be what the one before it was cut off from: a few words that ask nothing. */
export function mayBePendingSecret(text: string): boolean {
  return !text.includes('?') && text.trim().split(/\s+/).length <= LONGEST;
}
