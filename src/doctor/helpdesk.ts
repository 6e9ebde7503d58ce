import type { Config } from '../config/config.ts';
import type { OpenHelpdesk } from '../config/helpdesk-config.ts';
import type { Content } from '../content/content.ts';
import { ContentError } from '../content/content-problem.ts';
import { loadContent } from '../content/load.ts';
import { helpdeskWarning } from '../tickets/helpdesk-warning.ts';
import { type Check, waitingForSettings } from './check.ts';

const NAME = 'helpdesk';

/** Says where tickets go, and whether what belongs to that stands in the content. */
export function checkHelpdesk(config: Config | undefined): Check {
  if (config === undefined) return waitingForSettings(NAME);
  const { helpdesk } = config;
  const content = contentIn(config.contentDir);
  if (content === undefined)
    return { name: NAME, outcome: 'skipped', says: 'the content has to be right first; see above' };
  const shortcoming = helpdeskWarning(helpdesk, content);
  if (helpdesk.kind === 'none')
    return { name: NAME, outcome: 'skipped', says: 'no helpdesk: HELPDESK is none', ...shortcoming };
  if (shortcoming) return { name: NAME, outcome: 'failed', ...shortcoming };
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

/** What is wrong with the content is said by its own check. */
function contentIn(folder: string): Content | undefined {
  try {
    return loadContent(folder);
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
}
