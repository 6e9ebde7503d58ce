import { ALIASES } from '../config/aliases.ts';
import type { Check } from './check.ts';

/** What stands in sentences by itself: blanked there, it could be read from the gap. It is masked inside addresses only. */
const ORDINARY = /^(.{0,5}|[a-z]{1,15})$/i;

/** Takes every secret of the environment out of a check, since the errors of drivers and servers may quote any of them. */
export function withoutSecrets(env: NodeJS.ProcessEnv): (check: Check) => Check {
  const secrets = [
    env.BOT_PASSWORD,
    env[ALIASES.BOT_PASSWORD],
    env.WEBCHAT_SIGNING_KEY,
    env.HELPDESK_CLIENT_SECRET,
    env.ZAMMAD_TOKEN,
    ...passwordsOf(env.DATABASE_URL ?? ''),
    ...passwordsOf(env.SMTP_URL ?? ''),
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

/** An address without the password in it, whatever that is; that of the examples is nobody's. */
function withoutUserInfo(text: string): string {
  return text
    .replace(/(\w+:\/\/(?!user:password@)[^\s:@/]*):\S*@/g, '$1:…@')
    .replace(/([?&]password=)[^&\s]+/g, '$1…');
}

/** The secret where it is not a part of a longer word. */
function wholeWord(secret: string): RegExp {
  const written = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'gu');
}

/** The password in a server's address, as it is written, even where that is no address, and as it is meant. */
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
