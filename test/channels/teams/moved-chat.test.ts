import { expect, onTestFinished, test } from 'vitest';
import { showTicketEvent } from '../../../src/bot/bot.ts';
import { openLog } from '../../../src/lib/log.ts';
import { LISTED } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { chatOutboxHandler } from '../../../src/tickets/outbox/chat-handler.ts';
import { Outbox } from '../../../src/tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../../../src/tickets/outbox/system-handler.ts';
import { openInbox } from '../../../src/tickets/systems/inbox.ts';
import { CHAT } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { LocalConnector } from './local-connector.ts';
import { openTestEndpoint, written } from './support.ts';

const DAY = 86_400_000;
const AGENT = { id: 'agent-1', name: 'Robin' };

async function openConnector(): Promise<LocalConnector> {
  const connector = new LocalConnector();
  await connector.open();
  onTestFinished(() => connector.close());
  return connector;
}

/** A person in Teams with a ticket, and the helpdesk's side of it. */
async function handedOver(first: LocalConnector) {
  const store = openMemoryStore();
  const log = openLog('silent');
  const tickets = new Tickets({ store, retentionMs: DAY, changed: () => undefined });
  let outbox: Outbox | undefined;
  const endpoint = await openTestEndpoint(
    { kind: 'local' },
    {
      store,
      helpdesk: {
        targetsFor: () => ['inbox'],
        admitHandOver: async () => true,
        changed: () => undefined,
        isBack: (numbers) => void outbox?.hurry(numbers),
      },
    },
  );
  onTestFinished(() => endpoint.close());
  outbox = new Outbox({
    store,
    tickets,
    handlers: new Map([
      ['inbox', systemOutboxHandler(openInbox(store, DAY, undefined))],
      [
        CHAT,
        chatOutboxHandler(store, (event, turn) =>
          endpoint.sendProactive(event.ticket.address, turn, (context) => showTicketEvent(context, event)),
        ),
      ],
    ]),
    log,
    retentionMs: DAY,
  });
  const say = async (text: string, to: LocalConnector) => {
    const { status } = await endpoint.post(written(text, { serviceUrl: to.url }));
    expect(status).toBe(200);
  };
  for (const text of ['hello', 'human', 'The page stays white.', 'send it']) await say(text, first);
  await outbox.run();
  const [listed] = await store.list(LISTED);
  const number = (listed?.key ?? '').slice(LISTED.length);
  const deliveryOf = async () =>
    (await tickets.get(number))?.messages.findLast(({ by }) => by === 'agent')?.delivery;
  return { say, tickets, number, outbox, deliveryOf };
}

const saidIn = ({ done }: LocalConnector) => JSON.stringify(done);

test('An answer goes to the service from which the person wrote last', async () => {
  const [before, after] = [await openConnector(), await openConnector()];
  const { say, tickets, number, outbox, deliveryOf } = await handedOver(before);
  await say('where am I?', after);
  await tickets.reply(number, AGENT, 'Try another browser.');
  await outbox.run();
  expect(saidIn(after)).toContain('Try another browser.');
  expect(saidIn(before)).not.toContain('Try another browser.');
  expect(await deliveryOf()).toBe('delivered');
});

test.each([403, 404])(
  'An answer that met a %i is there as soon as the person writes again',
  async (status) => {
    const connector = await openConnector();
    const { say, tickets, number, outbox, deliveryOf } = await handedOver(connector);
    connector.refuse = () => status;
    await tickets.reply(number, AGENT, 'Try another browser.');
    await outbox.run();
    expect(await deliveryOf()).toBe('late');
    connector.refuse = () => undefined;
    connector.done = [];
    await outbox.run();
    expect(saidIn(connector)).not.toContain('Try another browser.');
    await say('where am I?', connector);
    await expect.poll(deliveryOf).toBe('delivered');
    await outbox.idle();
    expect(saidIn(connector)).toContain('Try another browser.');
  },
);
