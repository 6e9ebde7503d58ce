import type { z } from 'zod';
import { type BotIdentity, identityFrom, problemsOfBot } from './bot-identity.ts';
import { type HelpdeskConfig, helpdeskFrom, problemsOfHelpdesk } from './helpdesk-config.ts';
import { SETTINGS, type SettingName, settingsSchema } from './settings.ts';

const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

/** What the process was told from outside, checked and ready to use. */
export interface Config {
  port: number;
  host: string;
  /** Scheme and host under which people reach the assistant; undefined where it was not said. */
  publicUrl: string | undefined;
  /** `file:` and the path of an SQLite file, or the address of a PostgreSQL database. */
  databaseUrl: string;
  contentDir: string;
  bot: BotIdentity;
  webchatOrigins: string[];
  webchatSigningKey: string | undefined;
  helpdesk: HelpdeskConfig;
  retentionMs: number;
  logLevel: string;
}

/** A setting has a value that cannot be used; says which, what is wrong and what would be right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from the environment; a blank one counts as unset, except for the id that keeps strangers out.
 * @throws ConfigError that names every bad setting at once.
 */
export function configFrom(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, blankIsUnset(env[name])]));
  const parsed = settingsSchema.safeParse(given);
  // One line for several bad values in the same list.
  if (!parsed.success) throw new ConfigError([...new Set(parsed.error.issues.map(describeIssue))].join('\n'));
  const settings = parsed.data;
  const problems = [...problemsOfBot(settings), ...problemsOfHelpdesk(settings)];
  if (settings.BOT_TYPE === undefined && env.BOT_ID?.trim() === '')
    problems.push({ setting: 'BOT_ID', problem: 'is blank; give the id, or leave BOT_ID out' });
  if (problems.length > 0)
    throw new ConfigError(
      problems.map(({ setting, problem }) => describeSetting(setting, problem)).join('\n'),
    );
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    databaseUrl: settings.DATABASE_URL,
    contentDir: settings.CONTENT_DIR,
    bot: identityFrom(settings),
    webchatOrigins: settings.WEBCHAT_ORIGINS,
    webchatSigningKey: settings.WEBCHAT_SIGNING_KEY,
    helpdesk: helpdeskFrom(settings),
    retentionMs: settings.RETENTION_DAYS * 24 * 60 * 60 * 1000,
    logLevel: settings.LOG_LEVEL,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return describeSetting(String(issue.path[0]) as SettingName, issue.message);
}

/** What is wrong with a setting, in the words of every refusal: which it is, what it means, what would be right. */
export function describeSetting(name: SettingName, problem: string): string {
  return `${name} (${SETTINGS[name].means}) ${problem}. Example: ${name}=${SETTINGS[name].example}`;
}
