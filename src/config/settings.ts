import { z } from 'zod';
import {
  days,
  emailAddress,
  guid,
  language,
  list,
  minutes,
  oneOf,
  otherSite,
  ownAddress,
  port,
  proxies,
  secureAddress,
} from './setting-schemas.ts';

/** The places tickets can go to; with none, the assistant only says how to reach the helpdesk. */
const HELPDESKS = ['inbox', 'email', 'zammad', 'none'] as const;
/** The three kinds of bot that Azure knows, and "none" for only the web chat. */
const BOT_TYPES = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant', 'none'] as const;
const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Every setting with its default, its schema, an example and its meaning. A test compares the README's table with this list. */
export const SETTINGS = {
  PORT: { schema: port.default(3978), example: '3978', means: 'the port to listen on' },
  HOST: { schema: z.string().default('127.0.0.1'), example: '127.0.0.1', means: 'the address to listen on' },
  PUBLIC_URL: {
    schema: ownAddress.optional(),
    example: 'https://assistant.example.org',
    means: 'the address at which people reach it',
  },
  TRUSTED_PROXIES: {
    schema: proxies,
    example: 'loopback,10.1.0.0/16',
    means:
      "the proxies whose X-Forwarded-For gives a client's address: addresses, networks, loopback, private",
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(
        /^(file:|postgres(ql)?:\/\/).+/,
        'must be file: and a path, or the address of a PostgreSQL database',
      )
      .default('file:var/assistant.sqlite'),
    example: 'file:var/assistant.sqlite',
    means: 'where conversations are kept',
  },
  CONTENT_DIR: {
    schema: z.string().default('data'),
    example: 'data',
    means: 'the folder of the content pack',
  },
  BOT_TYPE: {
    schema: z.enum(BOT_TYPES, oneOf(BOT_TYPES)).optional(),
    example: 'SingleTenant',
    means:
      'the kind of bot that was made in Azure; none: web chat only; unset: for trying it out on this machine',
  },
  BOT_ID: {
    schema: guid.optional(),
    example: '3f2b8c1e-5a7d-4e6b-9c0f-1d2e3a4b5c6d',
    means: "the bot's id in Azure, also called Microsoft App ID",
  },
  BOT_TENANT_ID: {
    schema: guid.optional(),
    example: '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13',
    means: 'the tenant that the bot belongs to',
  },
  BOT_PASSWORD: {
    schema: z.string().optional(),
    example: 'the value of a client secret',
    means: "the bot's client secret; for SingleTenant and MultiTenant",
  },
  BOT_CERTIFICATE: {
    schema: z.string().optional(),
    example: '/run/secrets/bot.pem',
    means: 'instead of the secret: a PEM file with the certificate and its private key',
  },
  TEAMS_TENANTS: {
    schema: list.pipe(z.union([z.tuple([z.literal('any')]), z.array(guid)])),
    example: '8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13',
    means: "the tenants in whose chats and teams it answers, or any; unset: the bot's own",
  },
  WEBCHAT_ORIGINS: {
    schema: list.pipe(z.array(otherSite)),
    example: 'https://www.example.org,https://example.org',
    means: 'the sites that may embed the chat',
  },
  WEBCHAT_SIGNING_KEY: {
    schema: z.string().min(32, 'must have at least 32 characters').optional(),
    example: 'the output of: openssl rand -base64 48',
    means: 'signs the chat tokens; unset: made once and kept in the store',
  },
  HELPDESK: {
    schema: z.enum(HELPDESKS, oneOf(HELPDESKS)).optional(),
    example: 'inbox',
    means:
      'where tickets for the helpdesk go; unset: to the inbox on this machine or with HELPDESK_ISSUER, otherwise nowhere',
  },
  HELPDESK_ISSUER: {
    schema: secureAddress.optional(),
    example: 'https://login.microsoftonline.com/8d1f0a52-6b3c-4d9e-a7f8-2c4b6d8e0f13/v2.0',
    means: 'where the helpdesk team signs in (OpenID Connect); unset: by a link that is printed at the start',
  },
  HELPDESK_CLIENT_ID: {
    schema: z.string().optional(),
    example: '5e9c2d4a-1b7f-4c3e-8a6d-0f9e8d7c6b5a',
    means: 'the id by which the issuer knows the assistant',
  },
  HELPDESK_CLIENT_SECRET: {
    schema: z.string().optional(),
    example: 'the value of a client secret',
    means: 'the secret that the issuer gave the assistant',
  },
  HELPDESK_ROLE_CLAIM: {
    schema: z.string().default('roles'),
    example: 'roles',
    means: 'the claim of the ID token that lists what somebody may do',
  },
  HELPDESK_ROLE: {
    schema: z.string().default('helpdesk'),
    example: 'helpdesk',
    means: "the value in that claim that lets somebody into the helpdesk's pages",
  },
  HELPDESK_LANGUAGE: {
    schema: language.default('en'),
    example: 'en',
    means: "the language of the helpdesk's pages and of what it reads about tickets",
  },
  HELPDESK_NOTIFY: {
    schema: emailAddress.optional(),
    example: 'helpdesk@example.org',
    means: 'the address that gets a short email about each new ticket; unset: none',
  },
  SMTP_URL: {
    schema: z
      .url({ protocol: /^smtps?$/, error: 'must be an address that begins with smtps:// or smtp://' })
      .optional(),
    example: 'smtps://user:password@mail.example.org:465',
    means: 'the server that sends email; smtp:// requires STARTTLS, except on this machine',
  },
  MAIL_FROM: {
    schema: emailAddress.optional(),
    example: 'assistant@example.org',
    means: 'the address that email comes from',
  },
  IMAP_URL: {
    schema: z
      .url({ protocol: /^imaps?$/, error: 'must be an address that begins with imaps:// or imap://' })
      .optional(),
    example: 'imaps://user:password@mail.example.org:993',
    means:
      'the mailbox of MAIL_FROM, whose replies join their tickets; imap:// requires STARTTLS, except on this machine',
  },
  MAIL_RETURN_PATH: {
    schema: emailAddress.optional(),
    example: 'bounces@example.org',
    means: 'the address that mail servers report to what did not arrive; unset: MAIL_FROM',
  },
  EMAIL_ANSWERS_AFTER_MINUTES: {
    schema: minutes.default(10),
    example: '10',
    means: 'how many minutes somebody has to read an answer in the chat before it is sent by email',
  },
  ZAMMAD_URL: {
    schema: secureAddress.optional(),
    example: 'https://zammad.example.org',
    means: 'the address of Zammad',
  },
  ZAMMAD_TOKEN: {
    schema: z.string().optional(),
    example: 'an access token from Zammad with the permission ticket.agent',
    means: 'the token for its REST API',
  },
  ZAMMAD_GROUP: {
    schema: z.string().default('Users'),
    example: 'Users',
    means: 'the group in Zammad that gets the tickets',
  },
  RETENTION_DAYS: {
    schema: days.default(180),
    example: '180',
    means: "how many days each message is kept, and a conversation's place after its last one",
  },
  WELCOME_BACK_MINUTES: {
    schema: minutes.default(60),
    example: '60',
    means: 'how many minutes somebody must have been away to be welcomed back',
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS, oneOf(LOG_LEVELS)).default('info'),
    example: 'info',
    means: 'how much is logged',
  },
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The schema of all settings together. */
export const settingsSchema = z.object({
  PORT: SETTINGS.PORT.schema,
  HOST: SETTINGS.HOST.schema,
  PUBLIC_URL: SETTINGS.PUBLIC_URL.schema,
  TRUSTED_PROXIES: SETTINGS.TRUSTED_PROXIES.schema,
  DATABASE_URL: SETTINGS.DATABASE_URL.schema,
  CONTENT_DIR: SETTINGS.CONTENT_DIR.schema,
  BOT_TYPE: SETTINGS.BOT_TYPE.schema,
  BOT_ID: SETTINGS.BOT_ID.schema,
  BOT_TENANT_ID: SETTINGS.BOT_TENANT_ID.schema,
  BOT_PASSWORD: SETTINGS.BOT_PASSWORD.schema,
  BOT_CERTIFICATE: SETTINGS.BOT_CERTIFICATE.schema,
  TEAMS_TENANTS: SETTINGS.TEAMS_TENANTS.schema,
  WEBCHAT_ORIGINS: SETTINGS.WEBCHAT_ORIGINS.schema,
  WEBCHAT_SIGNING_KEY: SETTINGS.WEBCHAT_SIGNING_KEY.schema,
  HELPDESK: SETTINGS.HELPDESK.schema,
  HELPDESK_ISSUER: SETTINGS.HELPDESK_ISSUER.schema,
  HELPDESK_CLIENT_ID: SETTINGS.HELPDESK_CLIENT_ID.schema,
  HELPDESK_CLIENT_SECRET: SETTINGS.HELPDESK_CLIENT_SECRET.schema,
  HELPDESK_ROLE_CLAIM: SETTINGS.HELPDESK_ROLE_CLAIM.schema,
  HELPDESK_ROLE: SETTINGS.HELPDESK_ROLE.schema,
  HELPDESK_LANGUAGE: SETTINGS.HELPDESK_LANGUAGE.schema,
  HELPDESK_NOTIFY: SETTINGS.HELPDESK_NOTIFY.schema,
  SMTP_URL: SETTINGS.SMTP_URL.schema,
  MAIL_FROM: SETTINGS.MAIL_FROM.schema,
  IMAP_URL: SETTINGS.IMAP_URL.schema,
  MAIL_RETURN_PATH: SETTINGS.MAIL_RETURN_PATH.schema,
  EMAIL_ANSWERS_AFTER_MINUTES: SETTINGS.EMAIL_ANSWERS_AFTER_MINUTES.schema,
  ZAMMAD_URL: SETTINGS.ZAMMAD_URL.schema,
  ZAMMAD_TOKEN: SETTINGS.ZAMMAD_TOKEN.schema,
  ZAMMAD_GROUP: SETTINGS.ZAMMAD_GROUP.schema,
  RETENTION_DAYS: SETTINGS.RETENTION_DAYS.schema,
  WELCOME_BACK_MINUTES: SETTINGS.WELCOME_BACK_MINUTES.schema,
  LOG_LEVEL: SETTINGS.LOG_LEVEL.schema,
});
export type Settings = z.infer<typeof settingsSchema>;
