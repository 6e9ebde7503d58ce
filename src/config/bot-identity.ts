import { isLoopback } from '../lib/loopback.ts';
import type { SettingName, Settings } from './settings.ts';

/** Who the bot is to Microsoft, and so who may talk to it from Teams. */
export type BotIdentity =
  /** Nobody proves who they are: for trying out, on this machine alone. */
  | { kind: 'local' }
  /** Web chat alone. */
  | { kind: 'none' }
  | RegisteredBot;

/** A bot that was made in Azure. */
export interface RegisteredBot {
  kind: 'registered';
  id: string;
  /** The tenant it gets its own tokens from; undefined where it is one for all tenants. */
  tenantId: string | undefined;
  credential: Credential;
  /** The tenants in whose chats and teams it answers. */
  tenants: readonly string[] | 'any';
}

/** How the bot proves who it is; `path` names a PEM file. */
type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; path: string }
  | { kind: 'managed' };

/** What is wrong with a setting beside the others. */
export interface SettingProblem {
  setting: SettingName;
  problem: string;
}

const CREDENTIALS = ['BOT_ID', 'BOT_TENANT_ID', 'BOT_PASSWORD', 'BOT_CERTIFICATE'] as const;

/** What the settings about the bot lack or have too much of, since the SDK would take many of those for "let anyone in". */
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

/** Who the bot is, from settings without problems. */
export function identityFrom(settings: Settings): BotIdentity {
  const { BOT_TYPE, BOT_ID, BOT_TENANT_ID, BOT_PASSWORD, BOT_CERTIFICATE, TEAMS_TENANTS } = settings;
  if (BOT_TYPE === 'none') return { kind: 'none' };
  if (BOT_TYPE === undefined) return { kind: 'local' };
  // Never taken for "let anybody in", whatever was checked before.
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
    return [{ setting: 'BOT_TYPE', problem: `must be set, too, since ${alone} is set` }];
  if (isLoopback(settings.HOST)) return [];
  return [
    {
      setting: 'BOT_TYPE',
      problem: `must be set where HOST is not 127.0.0.1, since anyone could then talk to the bot; for web chat alone set BOT_TYPE=none`,
    },
  ];
}

function problemsOfSecret(settings: Settings): SettingProblem[] {
  const { BOT_TYPE, BOT_PASSWORD, BOT_CERTIFICATE } = settings;
  if (BOT_PASSWORD !== undefined && BOT_CERTIFICATE !== undefined)
    return [{ setting: 'BOT_CERTIFICATE', problem: 'must not be set beside BOT_PASSWORD' }];
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
