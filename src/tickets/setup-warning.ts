import type { HelpdeskConfig } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';

/** What settings that can be used leave undone, and what to do about it. */
export interface SetupWarning {
  says: string;
  fix: string;
}

/** What keeps tickets from the helpdesk though the start takes the settings, for the log and the doctor; undefined where nothing does. */
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
