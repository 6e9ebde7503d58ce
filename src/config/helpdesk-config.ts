import { isLoopback } from '../lib/loopback.ts';
import type { SettingProblem } from './bot-identity.ts';
import type { SettingName, Settings } from './settings.ts';

/** Where tickets go and who answers them. */
export type HelpdeskConfig =
  /** The assistant only says how to reach the helpdesk; wanted: since HELPDESK says so, and not for want of a sign-in. */
  { kind: 'none'; isWanted: boolean } | OpenHelpdesk;

/** A helpdesk that takes tickets. */
export interface OpenHelpdesk {
  kind: 'open';
  signIn: SignInConfig;
  /** Besides the inbox, which shows every ticket. */
  system: 'inbox' | 'email' | 'zammad';
  mail: MailConfig | undefined;
  zammad: ZammadConfig | undefined;
}

/** How the helpdesk's people prove who they are. */
export type SignInConfig =
  /** By a link that is printed at the start: for trying out, on this machine alone. */
  { kind: 'link' } | OidcConfig;

/** An issuer of OpenID Connect. */
export interface OidcConfig {
  kind: 'oidc';
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that lists what somebody may do, and the value in it that lets them in. */
  roleClaim: string;
  role: string;
}

/** How mail is sent. */
export interface MailConfig {
  /** `smtps:` or `smtp:`, with user and password where the server wants them. */
  url: string;
  from: string;
}

/** The Zammad that gets the tickets. */
export interface ZammadConfig {
  url: string;
  token: string;
  group: string;
}

const OIDC = ['HELPDESK_ISSUER', 'HELPDESK_CLIENT_ID', 'HELPDESK_CLIENT_SECRET'] as const;
const MAIL = ['SMTP_URL', 'MAIL_FROM'] as const;
const ZAMMAD = ['ZAMMAD_URL', 'ZAMMAD_TOKEN'] as const;

/** What the settings about the helpdesk lack, or where they would let strangers in. */
export function problemsOfHelpdesk(settings: Settings): SettingProblem[] {
  const { HELPDESK } = settings;
  const chosen = HELPDESK === undefined ? undefined : `HELPDESK=${HELPDESK}`;
  return [
    ...incomplete(settings, OIDC, undefined),
    ...incomplete(settings, MAIL, HELPDESK === 'email' ? chosen : undefined),
    ...incomplete(settings, ZAMMAD, HELPDESK === 'zammad' ? chosen : undefined),
    ...(chosen !== undefined && HELPDESK !== 'none' && signInOf(settings) === undefined
      ? [
          {
            setting: 'HELPDESK_ISSUER',
            problem: `must be set for ${chosen} where others than this machine reach the assistant, since the inbox holds what people wrote`,
          } as const,
        ]
      : []),
  ];
}

/** The helpdesk, from settings without problems. */
export function helpdeskFrom(settings: Settings): HelpdeskConfig {
  const signIn = signInOf(settings);
  if (settings.HELPDESK === 'none') return { kind: 'none', isWanted: true };
  if (signIn === undefined) return { kind: 'none', isWanted: false };
  const { SMTP_URL, MAIL_FROM, ZAMMAD_URL, ZAMMAD_TOKEN, ZAMMAD_GROUP } = settings;
  return {
    kind: 'open',
    signIn,
    system: settings.HELPDESK ?? 'inbox',
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined,
    zammad:
      ZAMMAD_URL && ZAMMAD_TOKEN ? { url: ZAMMAD_URL, token: ZAMMAD_TOKEN, group: ZAMMAD_GROUP } : undefined,
  };
}

function signInOf(settings: Settings): SignInConfig | undefined {
  const { HELPDESK_ISSUER, HELPDESK_CLIENT_ID, HELPDESK_CLIENT_SECRET } = settings;
  if (HELPDESK_ISSUER && HELPDESK_CLIENT_ID && HELPDESK_CLIENT_SECRET)
    return {
      kind: 'oidc',
      issuer: HELPDESK_ISSUER,
      clientId: HELPDESK_CLIENT_ID,
      clientSecret: HELPDESK_CLIENT_SECRET,
      roleClaim: settings.HELPDESK_ROLE_CLAIM,
      role: settings.HELPDESK_ROLE,
    };
  return isThisMachineAlone(settings) ? { kind: 'link' } : undefined;
}

/** A proxy in front of the assistant listens for others though the assistant itself does not. */
function isThisMachineAlone({ HOST, PUBLIC_URL, BOT_TYPE }: Settings): boolean {
  return isLoopback(HOST) && PUBLIC_URL === undefined && BOT_TYPE === undefined;
}

/** Names that belong together: all of them, or none where nothing asks for them. */
function incomplete(
  settings: Settings,
  names: readonly SettingName[],
  wantedBy: string | undefined,
): SettingProblem[] {
  const given = names.find((name) => settings[name] !== undefined);
  const reason = wantedBy === undefined ? given && `beside ${given}` : `for ${wantedBy}`;
  if (!reason) return [];
  return names
    .filter((name) => settings[name] === undefined)
    .map((setting) => ({ setting, problem: `must be set ${reason}` }));
}
