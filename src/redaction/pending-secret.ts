import type { SensitiveKind, SensitiveWords } from '../content/schema/sensitive-words.ts';
import { patternOf } from './word-patterns.ts';

/** The end of "My password is" or "pin:", with nothing behind it. */
const SIGN = String.raw`(?:\s*[:=]|\s+(?:is|was|are|ist|war|est|es|è)\s*[:=]?)\s*$`;
/** In words: a secret that follows in a message of its own is not longer. */
const LONGEST = 4;

/** Makes a function that recognises a message which ends just before a secret, and returns the secret's kind. */
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

/** Checks whether a message can be the secret that the one before it announced: a few words that ask nothing. */
export function mayBePendingSecret(text: string): boolean {
  return !text.includes('?') && text.trim().split(/\s+/).length <= LONGEST;
}
