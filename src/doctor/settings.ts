import { type Config, ConfigError, configFrom } from '../config.ts';
import type { SettingName } from '../settings.ts';
import type { Check } from './check.ts';

const NAME = 'settings';
const EXAMPLE = '. Example: ';

/** Says what the start would say of the settings, one check for each that is wrong. */
export function checkSettings(env: NodeJS.ProcessEnv): Check[] {
  try {
    configFrom(env);
    return [{ name: NAME, outcome: 'ok', says: 'every setting has a value that can be used' }];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').map(checkOf);
  }
}

/** What some of the settings say by themselves, so that a bad one does not keep the others from being looked at. */
export function configOf(env: NodeJS.ProcessEnv, names: readonly SettingName[]): Config | undefined {
  try {
    return configFrom(Object.fromEntries(names.map((name) => [name, env[name]])));
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
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
