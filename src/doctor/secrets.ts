import type { Check } from './check.ts';

/** Takes every secret of the environment out of a check, since the errors of drivers and servers may quote any of them. */
export function withoutSecrets(env: NodeJS.ProcessEnv): (check: Check) => Check {
  const secrets = [env.BOT_PASSWORD, env.WEBCHAT_SIGNING_KEY, ...passwordsOf(env.DATABASE_URL ?? '')]
    .map((secret) => secret?.trim())
    .filter((secret) => secret !== undefined && secret !== '')
    .sort((a = '', b = '') => b.length - a.length);
  const cleared = (text: string) =>
    secrets.reduce<string>((rest, secret = '') => rest.replaceAll(secret, '…'), text);
  return ({ fix, ...check }) => ({
    ...check,
    says: cleared(check.says),
    ...(fix === undefined ? {} : { fix: cleared(fix) }),
  });
}

/** The password of a database's address, as it is written, even where that is no address, and as it is meant. */
function passwordsOf(databaseUrl: string): string[] {
  const [, written = ''] = /^\w+:\/\/[^:]*:(.*)@/.exec(databaseUrl) ?? [];
  const asked = URL.canParse(databaseUrl) ? new URL(databaseUrl).searchParams.get('password') : null;
  return [written, decoded(written), asked ?? ''];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
