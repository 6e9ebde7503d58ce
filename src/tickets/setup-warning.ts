import type { HelpdeskConfig } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';

/** A gap that valid settings leave, and how to close it. */
export interface SetupWarning {
  says: string;
  fix: string;
}

/** Returns why tickets will not reach the helpdesk although the settings are valid, for the log and the doctor; undefined where they will. */
export function setupWarning(helpdesk: HelpdeskConfig, { network }: Content): SetupWarning | undefined {
  if (helpdesk.kind === 'none')
    return helpdesk.isWanted
      ? undefined
      : {
          says: 'no helpdesk: others reach the assistant and HELPDESK_ISSUER is not set, so that nobody can sign in to answer tickets',
          fix: 'Set HELPDESK_ISSUER, HELPDESK_CLIENT_ID and HELPDESK_CLIENT_SECRET, or HELPDESK=none to do without',
        };
  if (helpdesk.system !== 'email' || network.contacts[network.helpdesk]?.email) return undefined;
  return {
    says: `HELPDESK=email, but the content has no e-mail address of ${network.helpdesk}, so that its tickets stay in the inbox alone`,
    fix: `Set email of ${network.helpdesk} under contacts in the network file of the content pack, or HELPDESK=inbox`,
  };
}
