import { type Config, ConfigError, configFrom } from '../config/config.ts';
import type { SettingName } from '../config/settings.ts';
import type { Check } from './check.ts';

const NAME = 'settings';
const EXAMPLE = '. Example: ';

/** The settings that say together who the bot is. */
export const OF_THE_BOT: readonly SettingName[] = [
  'HOST',
  'BOT_TYPE',
  'BOT_ID',
  'BOT_TENANT_ID',
  'BOT_PASSWORD',
  'BOT_CERTIFICATE',
  'TEAMS_TENANTS',
];

/** The settings that say together where tickets go and who answers them. */
const OF_THE_HELPDESK: readonly SettingName[] = [
  'HOST',
  'PUBLIC_URL',
  'BOT_TYPE',
  'CONTENT_DIR',
  'HELPDESK',
  'HELPDESK_ISSUER',
  'HELPDESK_CLIENT_ID',
  'HELPDESK_CLIENT_SECRET',
  'HELPDESK_ROLE_CLAIM',
  'HELPDESK_ROLE',
  'SMTP_URL',
  'MAIL_FROM',
  'ZAMMAD_URL',
  'ZAMMAD_TOKEN',
  'ZAMMAD_GROUP',
];

/** Says what the start would say of the settings, one check for each that is wrong. */
export function checkSettings(env: NodeJS.ProcessEnv): Check[] {
  // The start looks at what belongs together only when every value is good; here all is said at once.
  const lines = new Set([
    ...refusalsOf(env),
    ...refusalsOf(only(env, OF_THE_BOT)),
    ...refusalsOf(only(withoutBot(env), OF_THE_HELPDESK)),
  ]);
  if (lines.size > 0) return [...lines].map(checkOf);
  return [{ name: NAME, outcome: 'ok', says: 'every setting has a value that can be used' }];
}

/** What some of the settings say by themselves, so that a bad one does not keep the others from being looked at. */
export function configOf(env: NodeJS.ProcessEnv, names: readonly SettingName[]): Config | undefined {
  const some = only(env, names);
  return refusalsOf(some).length > 0 ? undefined : configFrom(some);
}

/** What the settings of the helpdesk say by themselves. */
export function configOfHelpdesk(env: NodeJS.ProcessEnv): Config | undefined {
  return configOf(withoutBot(env), OF_THE_HELPDESK);
}

/** The helpdesk asks only whether there is a bot that others reach, not which. */
function withoutBot(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env.BOT_TYPE?.trim() ? { ...env, BOT_TYPE: 'none' } : env;
}

function refusalsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    configFrom(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
}

function only(env: NodeJS.ProcessEnv, names: readonly SettingName[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

function checkOf(line: string): Check {
  const at = line.lastIndexOf(EXAMPLE);
  const says = at < 0 ? line : line.slice(0, at);
  const [setting = ''] = line.split(' ');
  const fix = says.includes(' must not be set ')
    ? `Take ${setting} out, or change the other`
    : `Example: ${line.slice(at + EXAMPLE.length)}`;
  return { name: NAME, outcome: 'failed', says, ...(at < 0 ? {} : { fix }) };
}
