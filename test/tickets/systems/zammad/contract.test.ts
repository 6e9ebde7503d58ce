import nock from 'nock';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import { ticketSystemContract } from '../../../contracts/ticket-system.ts';
import { pack } from '../../../support/clinician.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

ticketSystemContract('Zammad', async () => {
  const zammad = new LittleZammad();
  return {
    system: openZammad(
      { url: ZAMMAD, token: TOKEN, group: GROUP },
      { content: () => pack, deskLanguage: 'en' },
    ),
    keep: async () => undefined,
    // What the person wrote is an article of its own; the note behind it has the rest.
    textsOf: async (number) => {
      const [words, note, ...messages] = zammad.textsOf(number);
      return [...(words === undefined ? [] : [`${words}\n${note}`]), ...messages];
    },
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
