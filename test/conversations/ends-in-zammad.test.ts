import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../../src/lib/log.ts';
import { NewsTroubles } from '../../src/tickets/systems/news-troubles.ts';
import { pullUpdates } from '../../src/tickets/systems/sync.ts';
import { openZammad } from '../../src/tickets/systems/zammad/index.ts';
import { pack } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from '../tickets/systems/zammad/little-zammad.ts';

/** The agent who has a ticket in Zammad. */
const EMMA = 7;

let little: LittleZammad;
let helpdesk: Helpdesk;
let lookThere: () => Promise<void>;
beforeEach(() => {
  little = new LittleZammad();
  const zammad = openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en' },
  );
  helpdesk = new Helpdesk({ systems: [zammad] });
  lookThere = async () => {
    const options = { log: openLog('silent'), troubles: new NewsTroubles(), changed: () => undefined };
    await pullUpdates(zammad, helpdesk.tickets, options, new AbortController().signal);
    await helpdesk.deliver();
  };
});
afterEach(() => nock.cleanAll());

/** Says something, and lets what comes of it be delivered and news be fetched. */
async function say(...words: string[]): Promise<void> {
  for (const each of words) await helpdesk.person.say(each);
  await helpdesk.deliver();
  await lookThere();
}

test('A person ends their ticket and opens it again in the chat, and its agent in Zammad goes on with it there', async () => {
  const { person } = helpdesk;
  await person.join();
  await say('human', 'The page stays white.', 'send it');
  const there = little.ticketOf(await helpdesk.number());
  there.owner_id = EMMA;
  little.agentWrites(there.id, 'Please try another browser.');
  await lookThere();
  expect(person.last.text).toContain('Please try another browser.');

  await say('it works now, thanks', 'yes');
  expect(there.state).toBe('closed');
  expect(little.textsOf(await helpdesk.number()).at(-1)).toBe('It is solved. I have closed this ticket.');
  const closed = await helpdesk.ticket();
  expect(closed.log.at(-1)).toMatchObject({ who: '', what: 'close' });
  const seen = person.last.text;
  await lookThere();
  expect([await helpdesk.ticket(), person.last.text]).toEqual([closed, seen]);

  await say('not solved, I need the helpdesk again', 'yes');
  expect([there.state, there.owner_id]).toEqual(['open', EMMA]);
  expect((await helpdesk.ticket()).state).toBe('open');
  little.agentWrites(there.id, 'Then please send me the address of the page.');
  await lookThere();
  expect(person.last.text).toContain('Then please send me the address of the page.');
  expect((await helpdesk.ticket()).state).toBe('taken');
});
