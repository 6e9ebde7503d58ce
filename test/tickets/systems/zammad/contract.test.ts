import nock from 'nock';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import { ticketSystemContract } from '../../../contracts/ticket-system.ts';
import { pack } from '../../../support/clinician.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

ticketSystemContract('Zammad', async () => {
  const zammad = new LittleZammad();
  return {
    system: openZammad({ url: ZAMMAD, token: TOKEN, group: GROUP }, { content: () => pack }),
    keep: async () => undefined,
    textsOf: async (number) => zammad.textsOf(number),
    loseNextAnswer: () => {
      zammad.losesNextAnswer = true;
    },
    fail: async () => {
      zammad.isDown = true;
    },
    repair: async () => {
      zammad.isDown = false;
    },
    close: async () => nock.cleanAll(),
  };
});
