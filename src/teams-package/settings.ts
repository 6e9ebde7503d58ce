import { namedAsSet, withOwnNames } from '../config/aliases.ts';
import { ConfigError, describeSetting } from '../config/config.ts';
import { SETTINGS } from '../config/settings.ts';

/** The settings that the app package for Teams needs. */
export interface PackageSettings {
  /** The bot's id, which is the app's id as well. */
  botId: string;
  /** The address at which people reach the assistant. */
  publicUrl: string;
  contentDir: string;
}

/**
 * Reads the settings that go into the package; those that only the running assistant needs may be unset.
 * @throws ConfigError that names every missing or bad one at once.
 */
export function packageSettings(environment: NodeJS.ProcessEnv): PackageSettings {
  const env = withOwnNames(environment);
  const problems: string[] = [];
  const read = (name: 'BOT_ID' | 'PUBLIC_URL' | 'CONTENT_DIR'): string => {
    const given = env[name]?.trim() || undefined;
    const { data, error } = SETTINGS[name].schema.safeParse(given);
    if (data !== undefined) return data;
    const wrong = error?.issues.map(({ message }) => message) ?? ['must be set for the app for Teams'];
    problems.push(...wrong.map((problem) => describeSetting(name, problem)));
    return '';
  };
  const settings = {
    botId: read('BOT_ID'),
    publicUrl: read('PUBLIC_URL'),
    contentDir: read('CONTENT_DIR'),
  };
  if (problems.length > 0) throw new ConfigError(namedAsSet(problems.join('\n'), environment));
  return settings;
}
