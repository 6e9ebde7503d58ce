import { describe, expect, test } from 'vitest';
import { OUTBOX } from '../../src/store/keys.ts';
import { openMemoryStore } from '../../src/store/memory.ts';
import type { Store } from '../../src/store/store.ts';
import type { Agent, Ticket } from '../../src/tickets/ticket.ts';
import { outboxItemSchema, ticketWrites } from '../../src/tickets/ticket-rows.ts';
import { type Outcome, Tickets } from '../../src/tickets/tickets.ts';
import { aTicket } from './a-ticket.ts';

const HOUR = 3_600_000;
const ada: Agent = { id: 'ada', name: 'Ada' };
const ben: Agent = { id: 'ben', name: 'Ben' };

async function open(changed: Partial<Ticket> = {}) {
  const store = openMemoryStore();
  const announced: string[] = [];
  const tickets = new Tickets({ store, retentionMs: HOUR, changed: (number) => announced.push(number) });
  const ticket = aTicket(changed);
  await store.commit(ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR));
  const told = async () => (await store.list(OUTBOX)).map(({ value }) => (value as { told: string }).told);
  return { store, tickets, number: ticket.number, told, announced };
}

function reasonOf(outcome: Outcome): string | undefined {
  return outcome.done ? undefined : outcome.reason;
}

describe('A ticket', () => {
  test('goes to one of two agents who claim it at once; the other is told who has it', async () => {
    const { tickets, number, told } = await open();
    const outcomes = await Promise.all([tickets.claim(number, ada), tickets.claim(number, ben)]);
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
    const lost = outcomes.find(({ done }) => !done);
    expect(lost).toMatchObject({ reason: 'taken', ticket: { state: 'taken' } });
    expect(lost?.ticket?.agent?.name).toBe((await tickets.get(number))?.agent?.name);
    expect(await told()).toEqual(['taken']);
  });

  test('is not taken twice by the agent who has it', async () => {
    const { tickets, number, told } = await open();
    await tickets.claim(number, ada);
    expect((await tickets.claim(number, ada)).done).toBe(true);
    expect(await told()).toEqual(['taken']);
    expect((await tickets.get(number))?.log.map(({ what }) => what)).toEqual(['claim']);
  });

  test('goes to the agent who answers it first', async () => {
    const { tickets, number, told } = await open();
    await tickets.reply(number, ada, 'Hello');
    const ticket = await tickets.get(number);
    expect(ticket).toMatchObject({
      state: 'taken',
      agent: ada,
      messages: [{ text: 'Hello', delivery: 'waiting' }],
    });
    expect(await told()).toEqual(['answered']);
    expect(reasonOf(await tickets.reply(number, ben, 'Hi'))).toBe('taken');
  });

  test('takes no answer once it is closed, and goes to the agent who reopens it', async () => {
    const { tickets, number, told } = await open();
    await tickets.close(number, ada);
    expect(reasonOf(await tickets.reply(number, ada, 'One more thing'))).toBe('closed');
    expect(reasonOf(await tickets.claim(number, ben))).toBe('closed');
    expect(reasonOf(await tickets.close(number, ben))).toBe('closed');
    expect((await tickets.reopen(number, ben)).done).toBe(true);
    expect(await tickets.get(number)).toMatchObject({ state: 'taken', agent: ben });
    expect(reasonOf(await tickets.reopen(number, ada))).toBe('notClosed');
    expect(await told()).toEqual(['closed', 'reopened']);
  });

  test('that is given back can be taken by everybody', async () => {
    const { tickets, number } = await open();
    await tickets.claim(number, ada);
    expect(reasonOf(await tickets.release(number, ben))).toBe('taken');
    await tickets.release(number, ada);
    expect(await tickets.get(number)).toMatchObject({ state: 'open', toldToWait: false });
    expect((await tickets.get(number))?.waitsSince).toBeDefined();
    expect((await tickets.get(number))?.agent).toBeUndefined();
    expect((await tickets.claim(number, ben)).done).toBe(true);
  });

  test('is gone once it is no longer kept', async () => {
    const { tickets } = await open();
    for (const act of ['claim', 'release', 'close', 'reopen'] as const)
      expect(reasonOf(await tickets[act]('XXX-XXX', ada))).toBe('gone');
    expect(reasonOf(await tickets.reply('XXX-XXX', ada, 'Hello'))).toBe('gone');
  });

  test('logs who did what and when, and no text', async () => {
    const { tickets, number, announced } = await open();
    await tickets.claim(number, ada);
    await tickets.reply(number, ada, 'a private word');
    await tickets.close(number, ada);
    const log = (await tickets.get(number))?.log ?? [];
    expect(log.map(({ who, what }) => `${who}: ${what}`)).toEqual(['Ada: claim', 'Ada: reply', 'Ada: close']);
    expect(JSON.stringify(log)).not.toContain('private');
    expect(announced).toEqual([number, number, number]);
  });

  test('keeps the answers of agents who write at the same moment as the person', async () => {
    const { store, tickets, number } = await open();
    await tickets.claim(number, ada);
    const say = (text: string) =>
      tickets.change(number, (ticket) => ({
        ticket: {
          ...ticket,
          messages: [...ticket.messages, { id: text, text, by: 'person', at: ticket.openedAt }],
        },
      }));
    await Promise.all([
      tickets.reply(number, ada, 'one'),
      say('two'),
      tickets.reply(number, ada, 'three'),
      say('four'),
    ]);
    const texts = (await tickets.get(number))?.messages.map(({ text }) => text).sort();
    expect(texts).toEqual(['four', 'one', 'three', 'two']);
    expect(await (store as Store).list(OUTBOX)).toHaveLength(3);
  });
});

describe('What is done in the inbox', () => {
  async function heard(act: (tickets: Tickets, number: string) => Promise<unknown>) {
    const store = openMemoryStore();
    const tickets = new Tickets({
      store,
      retentionMs: HOUR,
      changed: () => undefined,
      mirrors: () => ['zammad'],
    });
    const ticket = aTicket({ state: 'taken', agent: ada });
    const writes = ticketWrites({ ticket, version: null, listed: null }, [], Date.now() + HOUR);
    await store.commit(writes);
    await act(tickets, ticket.number);
    const items = (await store.list(`${OUTBOX}zammad/`)).map(({ value }) => outboxItemSchema.parse(value));
    return items.map(({ told, message }) => told ?? message);
  }

  test('is heard by the other system in order: answers, closing, reopening', async () => {
    let message: string | undefined;
    const items = await heard(async (tickets, number) => {
      await tickets.reply(number, ada, 'Hello');
      await tickets.close(number, ada);
      await tickets.reopen(number, ada);
      message = (await tickets.get(number))?.messages[0]?.id;
    });
    expect(items).toEqual([message, 'closed', 'reopened']);
  });

  test('is heard there also where the person is told nothing', async () => {
    expect(await heard((tickets, number) => tickets.close(number, ada, { isSilent: true }))).toEqual([
      'closed',
    ]);
  });

  test('is not heard there where it changes nothing the person gets', async () => {
    expect(await heard((tickets, number) => tickets.release(number, ada))).toEqual([]);
    expect(await heard((tickets, number) => tickets.takeOver(number, ben))).toEqual([]);
  });

  test('is heard there not at all where a change came from there', async () => {
    const items = await heard((tickets, number) =>
      tickets.change(number, (ticket) => ({ ticket: { ...ticket, state: 'closed' } })),
    );
    expect(items).toEqual([]);
  });
});
