import type { Activity } from 'botbuilder-core';
import { afterEach, beforeEach } from 'vitest';
import { mountTeams } from '../../../src/channels/teams/index.ts';
import { channelContract, type Person } from '../../contracts/channel.ts';
import { see } from '../../support/clinician.ts';
import { testLimits } from '../../support/test-limits.ts';
import { type Done, LocalConnector } from './local-connector.ts';

let connector: LocalConnector;
beforeEach(async () => {
  connector = new LocalConnector();
  await connector.open();
});
afterEach(() => connector.close());

let people = 0;
const conversations = new WeakMap<Person, string>();

channelContract({
  name: 'Teams',
  replaced: (person) => doneTo(conversations.get(person)).filter(({ method }) => method === 'PUT').length,
  mount: (server, { runTurn, log }) =>
    mountTeams(server, {
      identity: { kind: 'local' },
      runTurn,
      limits: testLimits(),
      tooOften: () => 'too often',
      pictureAt: async () => undefined,
      log,
    }),
  meet,
});

/** Adds the assistant to a one-to-one chat. */
async function meet(url: string): Promise<Person> {
  people += 1;
  const id = `a:${people}`;
  const envelope: Partial<Activity> = {
    conversation: { id, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: `29:${people}`, name: 'Anna Example' },
    recipient: { id: '28:assistant', name: 'CPMS access' },
  };
  const post = (address: string, activity: Partial<Activity>) =>
    fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(connector.inTeams({ ...envelope, ...activity })),
    });
  const got = (type: string) =>
    doneTo(id)
      .filter(({ method, activity }) => method === 'POST' && activity.type === type)
      .map(({ activity }) => activity);

  const person: Person = {
    send: async (address, message) => (await post(address, { type: 'message', ...message })).ok,
    moveTo: async () => {},
    seen: () => got('message').map(see),
    typings: () => got('typing').length,
    stall() {
      const released = Promise.withResolvers<undefined>();
      connector.refuse = (done) => (isTo(id)(done) ? released.promise : undefined);
      return () => released.resolve(undefined);
    },
  };
  conversations.set(person, id);
  const type = 'conversationUpdate';
  await post(url, { type, id: `joined-${people}`, membersAdded: [{ id: `29:${people}`, name: '' }] });
  return person;
}

function doneTo(conversation: string | undefined): Done[] {
  return connector.done.filter(isTo(conversation));
}

function isTo(conversation: string | undefined): (done: Done) => boolean {
  return ({ path }) => path.includes(`/conversations/${encodeURIComponent(conversation ?? '')}/`);
}
