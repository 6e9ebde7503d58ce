import type { Config } from '../../config/config.ts';
import type { OpenHelpdesk } from '../../config/helpdesk-config.ts';
import type { Content } from '../../content/content.ts';
import { ContentError } from '../../content/content-problem.ts';
import { loadContent } from '../../content/load.ts';
import { setupWarning } from '../../tickets/setup-warning.ts';
import { type CheckResult, skippedForSettings } from '../check-result.ts';

const NAME = 'helpdesk';

/** Says where tickets go, and checks that the content holds everything that needs. */
export function checkHelpdesk(config: Config | undefined): CheckResult {
  if (config === undefined) return skippedForSettings(NAME);
  const { helpdesk } = config;
  const content = contentIn(config.contentDir);
  if (content === undefined)
    return { name: NAME, outcome: 'skipped', says: 'the content has to be right first; see above' };
  const warning = setupWarning(helpdesk, content);
  if (helpdesk.kind === 'none')
    return { name: NAME, outcome: 'skipped', says: 'no helpdesk: HELPDESK is none', ...warning };
  if (warning) return { name: NAME, outcome: 'failed', ...warning };
  return { name: NAME, outcome: 'ok', says: `tickets are kept in the inbox${besides(helpdesk, content)}` };
}

function besides({ system, zammad }: OpenHelpdesk, { network }: Content): string {
  switch (system) {
    case 'inbox':
      return '';
    case 'email':
      return `, and sent to ${network.contacts[network.helpdesk]?.email}`;
    case 'zammad':
      return `, and brought to the group ${zammad?.group} of Zammad`;
  }
}

/** Loads the content; returns undefined where it is broken, which has its own check. */
function contentIn(folder: string): Content | undefined {
  try {
    return loadContent(folder);
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}
