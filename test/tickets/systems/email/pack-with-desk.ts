import type { Content } from '../../../../src/content/content.ts';
import { pack } from '../../../support/clinician.ts';

const { network } = pack;

export const HELPDESK = 'helpdesk@network.example.org';

/** A contact about which nothing else is known. */
export const HELPDESK_CONTACT = {
  email: null,
  page: null,
  hours: null,
  sayWaitingAfter: 30,
  waitsLongAfter: 120,
  waitsTooLongAfter: 480,
  agents: [],
};

/** The shipped pack, with the address of the network's own helpdesk filled in. */
export const packWithDesk: Content = {
  ...pack,
  network: {
    ...network,
    contacts: { ...network.contacts, [network.helpdesk]: { ...HELPDESK_CONTACT, email: HELPDESK } },
  },
};
