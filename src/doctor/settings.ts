import { type Config, ConfigError, configFrom } from '../config.ts';
import type { SettingName } from '../settings.ts';
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

/** Says what the start would say of the settings, one check for each that is wrong. */
export function checkSettings(env: NodeJS.ProcessEnv): Check[] {
  // The start looks at the bot only when every value is good; here both are said at once.
  const lines = new Set([...refusalsOf(env), ...refusalsOf(only(env, OF_THE_BOT))]);
  if (lines.size > 0) return [...lines].map(checkOf);
  return [{ name: NAME, outcome: 'ok', says: 'every setting has a value that can be used' }];
}

/** What some of the settings say by themselves, so that a bad one does not keep the others from being looked at. */
export function configOf(env: NodeJS.ProcessEnv, names: readonly SettingName[]): Config | undefined {
  const some = only(env, names);
  return refusalsOf(some).length > 0 ? undefined : configFrom(some);
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
