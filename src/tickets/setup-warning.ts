import type { HelpdeskConfig } from '../config/helpdesk-config.ts';
import { type Content, DEFAULT_LANGUAGE } from '../content/content.ts';

/** A gap that valid settings leave, and how to close it. */
export interface SetupWarning {
  says: string;
  fix: string;
}

/** Returns why the helpdesk will not be as the settings say although they are valid, for the log and the doctor; undefined where it will. */
export function setupWarning(
  helpdesk: HelpdeskConfig,
  { network, desks }: Content,
): SetupWarning | undefined {
  if (helpdesk.kind === 'none')
    return helpdesk.isWanted
      ? undefined
      : {
          says: 'no helpdesk: other machines can reach the assistant and HELPDESK_ISSUER is not set, so nobody can sign in to answer tickets',
          fix: 'Set HELPDESK_ISSUER, HELPDESK_CLIENT_ID and HELPDESK_CLIENT_SECRET, or HELPDESK=none to do without a helpdesk',
        };
  if (!desks.has(helpdesk.language))
    return {
      says: `HELPDESK_LANGUAGE=${helpdesk.language}, but the content has no texts for a helpdesk in this language, so its pages are in ${DEFAULT_LANGUAGE}`,
      fix: `Add the texts for a helpdesk to the folder ${helpdesk.language} of the content pack, or set HELPDESK_LANGUAGE to one of: ${[...desks.keys()].join(', ')}`,
    };
  if (helpdesk.system !== 'email' || network.contacts[network.helpdesk]?.email) return undefined;
  return {
    says: `HELPDESK=email, but the content has no email address for ${network.helpdesk}, so its tickets stay in the inbox`,
    fix: `Set email of ${network.helpdesk} under contacts in the network file of the content pack, or HELPDESK=inbox`,
  };
}
