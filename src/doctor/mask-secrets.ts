import { ALIASES } from '../config/aliases.ts';
import type { CheckResult } from './check-result.ts';

/** Passwords that are ordinary words are masked inside addresses only: in a sentence the gap would give them away. */
const ORDINARY = /^(.{0,5}|[a-z]{1,15})$/i;

/** Makes a function that masks the environment's secrets in a result: errors of drivers and servers may quote them. */
export function secretMasker(env: NodeJS.ProcessEnv): (check: CheckResult) => CheckResult {
  const secrets = [
    env.BOT_PASSWORD,
    env[ALIASES.BOT_PASSWORD],
    env.WEBCHAT_SIGNING_KEY,
    env.HELPDESK_CLIENT_SECRET,
    env.ZAMMAD_TOKEN,
    ...passwordsOf(env.DATABASE_URL ?? ''),
    ...passwordsOf(env.SMTP_URL ?? ''),
    ...passwordsOf(env.IMAP_URL ?? ''),
  ]
    .map((secret = '') => secret.trim())
    .filter((secret) => !ORDINARY.test(secret))
    .sort((a, b) => b.length - a.length)
    .map(wholeWord);
  const cleared = (text: string) =>
    secrets.reduce((rest, secret) => rest.replace(secret, '…'), withoutUserInfo(text));
  return ({ fix, ...check }) => ({
    ...check,
    says: cleared(check.says),
    ...(fix === undefined ? {} : { fix: cleared(fix) }),
  });
}

/** Masks the password in every address, except the one in our own examples. */
function withoutUserInfo(text: string): string {
  return text
    .replace(/(\w+:\/\/(?!user:password@)[^\s:@/]*):\S*@/g, '$1:…@')
    .replace(/([?&]password=)[^&\s]+/g, '$1…');
}

/** Matches the secret where it is not part of a longer word. */
function wholeWord(secret: string): RegExp {
  const written = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'gu');
}

/** Returns the password in a server's address, as written (even where the address is malformed) and decoded. */
function passwordsOf(address: string): string[] {
  const [, written = ''] = /^\w+:\/\/[^:]*:(.*)@/.exec(address) ?? [];
  const asked = URL.canParse(address) ? new URL(address).searchParams.get('password') : null;
  return [written, decoded(written), asked ?? ''];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
