import type { SettingProblem } from './bot-identity.ts';
import type { SettingName } from './settings.ts';

/** The names that Azure and Microsoft's samples give to our settings. */
export const ALIASES = {
  BOT_TYPE: 'MicrosoftAppType',
  BOT_ID: 'MicrosoftAppId',
  BOT_TENANT_ID: 'MicrosoftAppTenantId',
  BOT_PASSWORD: 'MicrosoftAppPassword',
} as const satisfies Partial<Record<SettingName, string>>;

type Aliased = keyof typeof ALIASES;

const PAIRS = Object.entries(ALIASES) as [Aliased, string][];
const OWN_NAMES = new RegExp(`\\b(${Object.keys(ALIASES).join('|')})\\b`, 'g');

/** Gives every setting that is set only under its alias its own name as well. */
export function withOwnNames(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const aliased = PAIRS.filter(([name]) => isSetByAlias(env, name));
  return { ...env, ...Object.fromEntries(aliased.map(([name, alias]) => [name, env[alias]])) };
}

/** Finds settings that have one value under their own name and another under their alias: either may be the right one. */
export function problemsOfAliases(env: NodeJS.ProcessEnv): SettingProblem[] {
  return PAIRS.filter(
    ([name, alias]) => !isBlank(env[name]) && !isBlank(env[alias]) && env[name] !== env[alias],
  ).map(([setting, alias]) => ({ setting, problem: `must not be set together with a different ${alias}` }));
}

/** Rewrites a message so that it names each setting as the environment does. */
export function namedAsSet(message: string, env: NodeJS.ProcessEnv): string {
  return message.replace(OWN_NAMES, (name) =>
    isSetByAlias(env, name as Aliased) ? ALIASES[name as Aliased] : name,
  );
}

function isSetByAlias(env: NodeJS.ProcessEnv, name: Aliased): boolean {
  const alias = env[ALIASES[name]];
  return isBlank(env[name]) && (!isBlank(alias) || (alias !== undefined && env[name] === undefined));
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}
