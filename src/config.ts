import { z } from 'zod';

const port = z.coerce.number({ error: 'must be a number' }).int().min(0).max(65_535);
const days = z.coerce.number({ error: 'must be a number' }).min(1).max(3650);
const origin = z
  .string()
  .trim()
  .refine(
    (site) =>
      /^https?:/.test(site) && URL.canParse(site) && new URL(site).origin === site && !site.includes('*'),
    'must be sites such as https://www.example.org, without a path or a *',
  );
const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

/** Every setting: its default, what it takes, an example. The README's table is tested against this list. */
export const SETTINGS = {
  PORT: { schema: port.default(3978), example: '3978', means: 'the port to listen on' },
  HOST: { schema: z.string().default('127.0.0.1'), example: '0.0.0.0', means: 'the address to listen on' },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^file:.+/, 'must be file: and a path')
      .default('file:var/assistant.sqlite'),
    example: 'file:var/assistant.sqlite',
    means: 'where conversations are kept',
  },
  CONTENT_DIR: {
    schema: z.string().default('data'),
    example: 'data',
    means: 'the folder of the content pack',
  },
  WEBCHAT_ORIGINS: {
    schema: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(origin)),
    example: 'https://www.example.org,https://example.org',
    means: 'the sites that may embed the chat',
  },
  WEBCHAT_SIGNING_KEY: {
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    example: 'the output of: openssl rand -base64 48',
    means: 'signs the chat tokens; unset: made once and kept in the store',
  },
  RETENTION_DAYS: {
    schema: days.default(180),
    example: '180',
    means: "how many days each message is kept, and a conversation's place after its last one",
  },
  LOG_LEVEL: {
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    example: 'info',
    means: 'how much is logged',
  },
} as const;

type SettingName = keyof typeof SETTINGS;

const schema = z.object({
  PORT: SETTINGS.PORT.schema,
  HOST: SETTINGS.HOST.schema,
  DATABASE_URL: SETTINGS.DATABASE_URL.schema,
  CONTENT_DIR: SETTINGS.CONTENT_DIR.schema,
  WEBCHAT_ORIGINS: SETTINGS.WEBCHAT_ORIGINS.schema,
  WEBCHAT_SIGNING_KEY: SETTINGS.WEBCHAT_SIGNING_KEY.schema,
  RETENTION_DAYS: SETTINGS.RETENTION_DAYS.schema,
  LOG_LEVEL: SETTINGS.LOG_LEVEL.schema,
});

/** What the process was told from outside, checked and ready to use. */
export interface Config {
  port: number;
  host: string;
  /** Path of the SQLite file. */
  databasePath: string;
  contentDir: string;
  webchatOrigins: string[];
  webchatSigningKey: string | undefined;
  retentionMs: number;
  logLevel: string;
}

/** A setting has a value that cannot be used; says which, what is wrong and what would be right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from the environment; a blank one counts as unset.
 * @throws ConfigError that names every bad setting at once.
 */
export function configFrom(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, blankIsUnset(env[name])]));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describeIssue).join('\n'));
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    databasePath: settings.DATABASE_URL.slice('file:'.length),
    contentDir: settings.CONTENT_DIR,
    webchatOrigins: settings.WEBCHAT_ORIGINS,
    webchatSigningKey: settings.WEBCHAT_SIGNING_KEY,
    retentionMs: settings.RETENTION_DAYS * 24 * 60 * 60 * 1000,
    logLevel: settings.LOG_LEVEL,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]) as SettingName;
  return `${name} (${SETTINGS[name].means}) ${issue.message}. Example: ${name}=${SETTINGS[name].example}`;
}
