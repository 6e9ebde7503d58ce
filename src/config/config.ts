import type { z } from 'zod';
import { namedAsSet, problemsOfAliases, withOwnNames } from './aliases.ts';
import { type BotIdentity, identityFrom, problemsOfBot, type SettingProblem } from './bot-identity.ts';
import { type HelpdeskConfig, helpdeskFrom, problemsOfHelpdesk } from './helpdesk-config.ts';
import { SETTINGS, type SettingName, type Settings, settingsSchema } from './settings.ts';

const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

/** The settings of the process, checked and ready to use. */
export interface Config {
  port: number;
  host: string;
  /** Scheme and host under which people reach the assistant; undefined if PUBLIC_URL is unset. */
  publicUrl: string | undefined;
  /** The proxies that give the addresses of clients. */
  trustedProxies: string[];
  /** `file:` and the path of an SQLite file, or the address of a PostgreSQL database. */
  databaseUrl: string;
  contentDir: string;
  bot: BotIdentity;
  webchatOrigins: string[];
  webchatSigningKey: string | undefined;
  helpdesk: HelpdeskConfig;
  /** The absence after which a person is welcomed back, in milliseconds. */
  welcomeBackMs: number;
  retentionMs: number;
  logLevel: string;
}

/** A setting whose value cannot be used; the message says which it is, what is wrong and what would be right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from the environment; a blank one counts as unset, except for the id that keeps strangers out.
 * @throws ConfigError that names every bad setting at once, as the environment names it.
 */
export function configFrom(environment: NodeJS.ProcessEnv): Config {
  const env = withOwnNames(environment);
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, blankIsUnset(env[name])]));
  const parsed = settingsSchema.safeParse(given);
  const problems = [
    ...problemsOfAliases(env),
    ...(parsed.success ? problemsOfAll(parsed.data, env) : parsed.error.issues.map(problemOf)),
  ];
  if (!parsed.success || problems.length > 0) {
    // Several bad values in one list have the same message.
    const lines = new Set(problems.map(({ setting, problem }) => describeSetting(setting, problem)));
    throw new ConfigError(namedAsSet([...lines].join('\n'), environment));
  }
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    trustedProxies: settings.TRUSTED_PROXIES,
    databaseUrl: settings.DATABASE_URL,
    contentDir: settings.CONTENT_DIR,
    bot: identityFrom(settings),
    webchatOrigins: settings.WEBCHAT_ORIGINS,
    webchatSigningKey: settings.WEBCHAT_SIGNING_KEY,
    helpdesk: helpdeskFrom(settings),
    welcomeBackMs: settings.WELCOME_BACK_MINUTES * 60 * 1000,
    retentionMs: settings.RETENTION_DAYS * 24 * 60 * 60 * 1000,
    logLevel: settings.LOG_LEVEL,
  };
}

function problemOf({ path, message }: z.core.$ZodIssue): SettingProblem {
  return { setting: String(path[0]) as SettingName, problem: message };
}

/** Finds settings that do not fit together though each one is right by itself. */
function problemsOfAll(settings: Settings, env: NodeJS.ProcessEnv): SettingProblem[] {
  const isBlankId = settings.BOT_TYPE === undefined && env.BOT_ID?.trim() === '';
  return [
    ...problemsOfBot(settings),
    ...problemsOfHelpdesk(settings),
    ...(isBlankId
      ? [{ setting: 'BOT_ID', problem: 'is blank; give the id, or leave BOT_ID out' } as const]
      : []),
  ];
}

/** Says what is wrong with a setting in the words of every refusal: which it is, what it means, what would be right. */
export function describeSetting(name: SettingName, problem: string): string {
  return `${name} (${SETTINGS[name].means}) ${problem}. Example: ${name}=${SETTINGS[name].example}`;
}
