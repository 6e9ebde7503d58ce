import type { Content } from '../../../src/content/content.ts';
import { pack } from '../../support/clinician.ts';

const { network } = pack;

export const HELPDESK = 'helpdesk@network.example.org';

/** The shipped pack, with the address of the network's own helpdesk filled in. */
export const packWithDesk: Content = {
  ...pack,
  network: {
    ...network,
    contacts: { ...network.contacts, [network.helpdesk]: { email: HELPDESK, page: null } },
  },
};
