import { isLoopback } from '../lib/loopback.ts';
import type { SettingName, Settings } from './settings.ts';

/** The bot as Microsoft knows it, which decides who may talk to it from Teams. */
export type BotIdentity =
  /** A bot without credentials, to which anybody may talk: for trying out, on this machine only. */
  | { kind: 'local' }
  /** No bot: only the web chat. */
  | { kind: 'none' }
  | RegisteredBot;

/** A bot that is registered in Azure. */
export interface RegisteredBot {
  kind: 'registered';
  id: string;
  /** The tenant that gives the bot its tokens; undefined for a bot of all tenants. */
  tenantId: string | undefined;
  credential: Credential;
  /** The tenants in whose chats and teams it answers. */
  tenants: readonly string[] | 'any';
}

/** The credential with which the bot proves who it is; `path` names a PEM file. */
type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; path: string }
  | { kind: 'managed' };

/** A setting and what is wrong with it. */
export interface SettingProblem {
  setting: SettingName;
  problem: string;
}

const CREDENTIALS = ['BOT_ID', 'BOT_TENANT_ID', 'BOT_PASSWORD', 'BOT_CERTIFICATE'] as const;

/** Finds settings of the bot that are missing or superfluous; the SDK would take many such mistakes for "let anybody in". */
export function problemsOfBot(settings: Settings): SettingProblem[] {
  switch (settings.BOT_TYPE) {
    case 'none':
      return [];
    case undefined:
      return problemsOfLocal(settings);
    case 'SingleTenant':
      return [...missing(settings, ['BOT_ID', 'BOT_TENANT_ID']), ...problemsOfSecret(settings)];
    case 'UserAssignedMSI':
      return [
        ...missing(settings, ['BOT_ID', 'BOT_TENANT_ID']),
        ...tooMuch(settings, ['BOT_PASSWORD', 'BOT_CERTIFICATE']),
      ];
    case 'MultiTenant':
      return [
        ...missing(settings, ['BOT_ID']),
        ...tooMuch(settings, ['BOT_TENANT_ID']),
        ...problemsOfSecret(settings),
        ...(settings.TEAMS_TENANTS.length > 0
          ? []
          : [{ setting: 'TEAMS_TENANTS', problem: 'must be set for BOT_TYPE=MultiTenant' } as const]),
      ];
  }
}

/** Returns the bot that settings without problems describe. */
export function identityFrom(settings: Settings): BotIdentity {
  const { BOT_TYPE, BOT_ID, BOT_TENANT_ID, BOT_PASSWORD, BOT_CERTIFICATE, TEAMS_TENANTS } = settings;
  if (BOT_TYPE === 'none') return { kind: 'none' };
  if (BOT_TYPE === undefined) return { kind: 'local' };
  // Without an id the SDK would let anybody in, whatever was checked before.
  if (BOT_ID === undefined) throw new Error(`BOT_ID must be set for BOT_TYPE=${BOT_TYPE}`);
  return {
    kind: 'registered',
    id: BOT_ID,
    tenantId: BOT_TENANT_ID,
    credential: credentialOf(BOT_PASSWORD, BOT_CERTIFICATE),
    tenants:
      TEAMS_TENANTS[0] === 'any'
        ? 'any'
        : TEAMS_TENANTS.length > 0
          ? TEAMS_TENANTS
          : [BOT_TENANT_ID].filter((id) => id !== undefined),
  };
}

function credentialOf(secret: string | undefined, path: string | undefined): Credential {
  if (secret !== undefined) return { kind: 'secret', secret };
  return path === undefined ? { kind: 'managed' } : { kind: 'certificate', path };
}

function problemsOfLocal(settings: Settings): SettingProblem[] {
  const alone = CREDENTIALS.find((name) => settings[name] !== undefined);
  if (alone !== undefined)
    return [{ setting: 'BOT_TYPE', problem: `must also be set, because ${alone} is set` }];
  if (settings.PUBLIC_URL !== undefined)
    return [
      {
        setting: 'BOT_TYPE',
        problem: 'must also be set, because PUBLIC_URL is set; for only the web chat, set BOT_TYPE=none',
      },
    ];
  if (isLoopback(settings.HOST)) return [];
  return [
    {
      setting: 'BOT_TYPE',
      problem: `must be set if HOST is not 127.0.0.1, because anyone could then talk to the bot; for only the web chat, set BOT_TYPE=none`,
    },
  ];
}

function problemsOfSecret(settings: Settings): SettingProblem[] {
  const { BOT_TYPE, BOT_PASSWORD, BOT_CERTIFICATE } = settings;
  if (BOT_PASSWORD !== undefined && BOT_CERTIFICATE !== undefined)
    return [{ setting: 'BOT_CERTIFICATE', problem: 'must not be set together with BOT_PASSWORD' }];
  if (BOT_PASSWORD !== undefined || BOT_CERTIFICATE !== undefined) return [];
  return [{ setting: 'BOT_PASSWORD', problem: `or BOT_CERTIFICATE must be set for BOT_TYPE=${BOT_TYPE}` }];
}

function missing(settings: Settings, names: readonly SettingName[]): SettingProblem[] {
  return names
    .filter((name) => settings[name] === undefined)
    .map((setting) => ({ setting, problem: `must be set for BOT_TYPE=${settings.BOT_TYPE}` }));
}

function tooMuch(settings: Settings, names: readonly SettingName[]): SettingProblem[] {
  return names
    .filter((name) => settings[name] !== undefined)
    .map((setting) => ({ setting, problem: `must not be set for BOT_TYPE=${settings.BOT_TYPE}` }));
}
