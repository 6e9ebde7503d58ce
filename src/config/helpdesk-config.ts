import { isLoopback } from '../lib/loopback.ts';
import type { SettingProblem } from './bot-identity.ts';
import type { SettingName, Settings } from './settings.ts';

/** The helpdesk as the settings describe it: the place tickets go to, and the people who answer them. */
export type HelpdeskConfig =
  /** No tickets: the assistant only says how to reach the helpdesk. `isWanted` when HELPDESK asks for that, not when only a sign-in is missing. */
  { kind: 'none'; isWanted: boolean } | OpenHelpdesk;

/** A helpdesk that takes tickets. */
export interface OpenHelpdesk {
  kind: 'open';
  signIn: SignInConfig;
  /** The system that gets tickets besides the inbox, which shows every ticket. */
  system: 'inbox' | 'email' | 'zammad';
  mail: MailConfig | undefined;
  /** The mailbox of the address that email comes from; undefined where nobody reads replies. */
  mailbox: MailboxConfig | undefined;
  /** The time that a person has to read an answer in the chat before it is sent by email, in milliseconds. */
  emailAnswersAfterMs: number;
  /** The address that hears of each new ticket; undefined where nobody wants to. */
  notify: string | undefined;
  zammad: ZammadConfig | undefined;
  /** The language of the helpdesk's pages, and of what it reads about tickets. */
  language: string;
}

/** The way in which the helpdesk's people prove who they are. */
export type SignInConfig =
  /** A link that is printed at the start: for trying out, on this machine only. */
  { kind: 'link' } | OidcConfig;

/** An issuer of OpenID Connect. */
export interface OidcConfig {
  kind: 'oidc';
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that lists somebody's roles, and the role that lets them in. */
  roleClaim: string;
  role: string;
}

/** The server that sends mail, and the address it comes from. */
export interface MailConfig {
  /** An address with `smtps:` or `smtp:`, and with user and password if the server wants them. */
  url: string;
  from: string;
  /** The address that mail servers report to what did not arrive, where it is another one. */
  returnPath?: string | undefined;
}

/** The mailbox in which replies arrive. */
export interface MailboxConfig {
  /** An address with `imaps:` or `imap:`, with user and password. */
  url: string;
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

/** Finds what is missing from the settings about the helpdesk, and where they would let strangers in. */
export function problemsOfHelpdesk(settings: Settings): SettingProblem[] {
  const { HELPDESK } = settings;
  const chosen = HELPDESK === undefined ? undefined : `HELPDESK=${HELPDESK}`;
  return [
    ...incomplete(settings, OIDC, undefined),
    ...incomplete(settings, MAIL, wantsMail(settings)),
    ...needless(settings, 'MAIL_RETURN_PATH', MAIL),
    ...needless(settings, 'HELPDESK_NOTIFY', MAIL),
    ...incomplete(settings, ZAMMAD, HELPDESK === 'zammad' ? chosen : undefined),
    ...(chosen !== undefined && HELPDESK !== 'none' && signInOf(settings) === undefined
      ? [
          {
            setting: 'HELPDESK_ISSUER',
            problem: `must be set for ${chosen} if other machines can reach the assistant, because the inbox contains what people wrote`,
          } as const,
        ]
      : []),
  ];
}

/** Returns the setting that needs those of mail; undefined where none does. */
function wantsMail({ HELPDESK, IMAP_URL }: Settings): string | undefined {
  if (HELPDESK === 'email') return 'HELPDESK=email';
  return IMAP_URL === undefined ? undefined : 'IMAP_URL';
}

/** Returns the helpdesk that settings without problems describe. */
export function helpdeskFrom(settings: Settings): HelpdeskConfig {
  const signIn = signInOf(settings);
  if (settings.HELPDESK === 'none') return { kind: 'none', isWanted: true };
  if (signIn === undefined) return { kind: 'none', isWanted: false };
  const { SMTP_URL, MAIL_FROM, MAIL_RETURN_PATH, IMAP_URL, ZAMMAD_URL, ZAMMAD_TOKEN, ZAMMAD_GROUP } =
    settings;
  return {
    kind: 'open',
    signIn,
    system: settings.HELPDESK ?? 'inbox',
    mail:
      SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM, returnPath: MAIL_RETURN_PATH } : undefined,
    mailbox: IMAP_URL ? { url: IMAP_URL } : undefined,
    emailAnswersAfterMs: settings.EMAIL_ANSWERS_AFTER_MINUTES * 60 * 1000,
    notify: settings.HELPDESK_NOTIFY,
    zammad:
      ZAMMAD_URL && ZAMMAD_TOKEN ? { url: ZAMMAD_URL, token: ZAMMAD_TOKEN, group: ZAMMAD_GROUP } : undefined,
    language: settings.HELPDESK_LANGUAGE,
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

/** Checks that only this machine reaches the assistant; a proxy in front of it may listen for others though the assistant does not. */
function isThisMachineAlone({ HOST, PUBLIC_URL, BOT_TYPE }: Settings): boolean {
  return isLoopback(HOST) && PUBLIC_URL === undefined && BOT_TYPE === undefined;
}

/** Finds what a setting needs that is of no use without the others. */
function needless(settings: Settings, name: SettingName, needed: readonly SettingName[]): SettingProblem[] {
  if (settings[name] === undefined) return [];
  const missing = needed.filter((each) => settings[each] === undefined);
  // Where one of them is set, it is said of the others already.
  if (missing.length < needed.length) return [];
  return missing.map((setting) => ({ setting, problem: `must be set beside ${name}` }));
}

/** Finds which of several settings are missing: they are set together, or not at all unless something asks for them. */
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
