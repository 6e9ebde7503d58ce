import { type Config, ConfigError, configFrom } from '../../config/config.ts';
import type { SettingName } from '../../config/settings.ts';
import type { CheckResult } from '../check-result.ts';

const NAME = 'settings';
const EXAMPLE = '. Example: ';

/** The settings that together identify the bot. */
export const BOT_SETTINGS: readonly SettingName[] = [
  'HOST',
  'BOT_TYPE',
  'BOT_ID',
  'BOT_TENANT_ID',
  'BOT_PASSWORD',
  'BOT_CERTIFICATE',
  'TEAMS_TENANTS',
];

/** The settings that together decide where tickets go and who answers them. */
const HELPDESK_SETTINGS: readonly SettingName[] = [
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
  'HELPDESK_LANGUAGE',
  'SMTP_URL',
  'MAIL_FROM',
  'IMAP_URL',
  'ZAMMAD_URL',
  'ZAMMAD_TOKEN',
  'ZAMMAD_GROUP',
];

/** Checks the settings as the start does, with one result for each that is wrong. */
export function checkSettings(env: NodeJS.ProcessEnv): CheckResult[] {
  // The start checks combinations of settings only when every value is good; here everything is reported at once.
  const lines = new Set([
    ...refusalsOf(env),
    ...refusalsOf(only(env, BOT_SETTINGS)),
    ...refusalsOf(only(withoutBot(env), HELPDESK_SETTINGS)),
  ]);
  if (lines.size > 0) return [...lines].map(checkOf);
  return [{ name: NAME, outcome: 'ok', says: 'every setting has a value that can be used' }];
}

/** Reads some of the settings by themselves, so that a bad one elsewhere does not prevent their checks. */
export function configFromSome(env: NodeJS.ProcessEnv, names: readonly SettingName[]): Config | undefined {
  const some = only(env, names);
  return refusalsOf(some).length > 0 ? undefined : configFrom(some);
}

/** Reads the settings of the helpdesk by themselves. */
export function helpdeskConfigFrom(env: NodeJS.ProcessEnv): Config | undefined {
  return configFromSome(withoutBot(env), HELPDESK_SETTINGS);
}

/** Replaces the bot's type: for the helpdesk it only matters whether others can reach the bot. */
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

function checkOf(line: string): CheckResult {
  const at = line.lastIndexOf(EXAMPLE);
  const says = at < 0 ? line : line.slice(0, at);
  const [setting = ''] = line.split(' ');
  const fix = says.includes(' must not be set ')
    ? `Remove ${setting}, or change the other`
    : `Example: ${line.slice(at + EXAMPLE.length)}`;
  return { name: NAME, outcome: 'failed', says, ...(at < 0 ? {} : { fix }) };
}
