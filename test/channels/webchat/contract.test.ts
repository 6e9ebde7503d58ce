import { once } from 'node:events';
import type { Activity } from 'botbuilder-core';
import { WebSocket } from 'ws';
import { mountWebChat } from '../../../src/channels/webchat/index.ts';
import { channelContract, type Person } from '../../contracts/channel.ts';
import { see } from '../../support/clinician.ts';
import { DirectLinePerson } from '../../support/direct-line.ts';
import { testLimits } from '../../support/test-limits.ts';
import { DAY, texts } from './support.ts';

/** The function that reads the whole chat of each person. */
const chats = new WeakMap<Person, (url: string) => Promise<string[]>>();

channelContract({
  name: 'the web chat',
  history: async (person, url) => (await chats.get(person)?.(url)) ?? [],
  async mount(server, { store, runTurn }) {
    return mountWebChat(server, {
      store,
      limits: testLimits(),
      runTurn,
      origins: [],
      retentionMs: 180 * DAY,
    });
  },
  meet,
});

/** Opens a chat and a stream that listens to it. */
async function meet(url: string): Promise<Person> {
  const first = new DirectLinePerson(url);
  await first.open();
  const { token, conversationId } = first;
  const at = (address: string) => Object.assign(new DirectLinePerson(address), { token, conversationId });
  const got: Activity[] = [];
  let watermark = '';
  let window = await listen(first);

  async function listen(client: DirectLinePerson): Promise<WebSocket> {
    const path = `/v3/directline/conversations/${conversationId}?watermark=${watermark}`;
    const { streamUrl } = (await (await client.call('GET', path)).json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    socket.on('message', (data) => {
      if (data.toString() === '') return;
      const page = JSON.parse(data.toString()) as { activities: Activity[]; watermark: string };
      watermark = page.watermark;
      got.push(...page.activities.filter(({ from }) => from.role === 'bot'));
    });
    await once(socket, 'open');
    return socket;
  }

  const person: Person = {
    async send(address, { id, text, value }) {
      const channelData = { clientActivityID: id };
      const said = text === undefined ? { value } : { text };
      return (await at(address).post({ type: 'message', ...said, channelData })).ok;
    },
    async moveTo(address) {
      window.terminate();
      window = await listen(at(address));
    },
    seen: () => got.filter(({ type }) => type === 'message').map(see),
    typings: () => got.filter(({ type }) => type === 'typing').length,
    stall() {
      window.pause();
      return () => window.resume();
    },
  };
  chats.set(person, async (address) => {
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    return texts((await (await at(address).call('GET', path)).json()) as Parameters<typeof texts>[0]);
  });
  return person;
}
