import nock from 'nock';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../../../src/lib/log.ts';
import { OUTBOX } from '../../../../src/store/keys.ts';
import { openMemoryStore } from '../../../../src/store/memory.ts';
import { Outbox } from '../../../../src/tickets/outbox/outbox.ts';
import { systemOutboxHandler } from '../../../../src/tickets/outbox/system-handler.ts';
import { openInbox } from '../../../../src/tickets/systems/inbox.ts';
import { NewsTroubles } from '../../../../src/tickets/systems/news-troubles.ts';
import { pullUpdates } from '../../../../src/tickets/systems/sync.ts';
import { openZammad } from '../../../../src/tickets/systems/zammad/index.ts';
import { outboxItemSchema, ticketWrites } from '../../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../../src/tickets/tickets.ts';
import { pack } from '../../../support/clinician.ts';
import { aTicket, withMessage } from '../../a-ticket.ts';
import { GROUP, LittleZammad, TOKEN, ZAMMAD } from './little-zammad.ts';

afterEach(() => nock.cleanAll());

const HOUR = 3_600_000;
const AGENT = { id: 'robin', name: 'Robin' };

/** Opens an outbox that delivers to a Zammad whose times are a hundredth of the real ones, or less. */
function openOffice() {
  const little = new LittleZammad();
  const store = openMemoryStore();
  const timing = { writeMs: 200, settledMs: 600, lookMs: 10 };
  const zammad = openZammad(
    { url: ZAMMAD, token: TOKEN, group: GROUP },
    { content: () => pack, deskLanguage: 'en', timing },
  );
  const log = openLog('silent');
  const options = { store, retentionMs: HOUR, changed: () => outbox.wake() };
  const tickets: Tickets = new Tickets({ ...options, mirrors: () => ['zammad'] });
  const outbox: Outbox = new Outbox({
    store,
    tickets,
    handlers: new Map([['zammad', systemOutboxHandler(zammad)]]),
    log,
    retentionMs: HOUR,
    patienceMs: 10,
  });
  onTestFinished(() => outbox.close());
  return {
    little,
    tickets,
    outbox,
    async handOver(number: string, { ticket = aTicket({ number }), to = ['inbox', 'zammad'] } = {}) {
      const writes = ticketWrites(
        { ticket, version: null, listed: null },
        to.map((target) => ({ target })),
        Date.now() + HOUR,
      );
      expect(await store.commit(writes)).toBe(true);
      outbox.wake();
    },
    /** Lists a ticket in the inbox, from which news are looked for. */
    async keepListed(number: string) {
      const ticket = await tickets.get(number);
      if (ticket) await openInbox(store, HOUR, undefined).deliver({ ticket, triedBefore: false });
    },
    waiting: async () =>
      (await store.list(`${OUTBOX}zammad/`)).map(({ value }) => outboxItemSchema.parse(value)),
    /** Lets the pauses after failures be over. */
    async passPauses() {
      for (const { key, value, version } of await store.list(`${OUTBOX}zammad/`)) {
        const due = { ...outboxItemSchema.parse(value), due: 0 };
        await store.commit([{ key, expected: version, value: due, expiresAt: Date.now() + HOUR }]);
      }
      outbox.wake();
    },
    look: () =>
      pullUpdates(
        zammad,
        tickets,
        { log, troubles: new NewsTroubles(), changed: () => undefined },
        new AbortController().signal,
      ),
  };
}

test('A Zammad that takes longer than we wait has each ticket once, and a slow one holds up no other', async () => {
  const office = openOffice();
  const made = Promise.withResolvers<void>();
  office.little.delays.push(made.promise);
  await office.handOver('BCD-FGH');
  await office.handOver('JKL-MNP');
  await expect.poll(async () => (await office.tickets.get('JKL-MNP'))?.elsewhere.zammad?.id).toBeDefined();
  await expect.poll(async () => (await office.waiting())[0]?.problem).toMatch(/gave no answer/);
  expect(office.little.tickets.size).toBe(1);
  await office.passPauses();
  made.resolve();
  await expect.poll(office.waiting, { timeout: 5_000 }).toEqual([]);
  expect(office.little.textsOf('BCD-FGH')).toHaveLength(2);
  expect(office.little.tickets.size).toBe(2);
});

test('After an outage everything is in Zammad once and in order, also what was answered and closed in the inbox', async () => {
  const office = openOffice();
  office.little.isDown = true;
  await office.handOver('BCD-FGH');
  await office.tickets.reply('BCD-FGH', AGENT, 'Which browser is it?');
  await office.tickets.close('BCD-FGH', AGENT);
  await expect.poll(async () => (await office.waiting())[0]?.problem).toMatch(/cannot be reached/);
  office.little.isDown = false;
  await office.passPauses();
  await expect.poll(office.waiting, { timeout: 5_000 }).toEqual([]);
  const [words, note, answer, ...others] = office.little.textsOf('BCD-FGH');
  expect([words, others]).toEqual([aTicket().sentence, []]);
  expect(note).toContain('BCD-FGH');
  expect(answer).toMatch(/^Robin .*\n\nWhich browser is it\?$/s);
  expect(office.little.ticketOf('BCD-FGH').state).toBe('closed');
  const before = await office.tickets.get('BCD-FGH');
  await office.look();
  expect(await office.tickets.get('BCD-FGH')).toEqual(before);
});

test('A ticket from before Zammad was set up is there with the next answer, once and with what was said before', async () => {
  const office = openOffice();
  const { ticket } = withMessage(aTicket(), 'm-1', 'It is still grey.');
  await office.handOver(ticket.number, { ticket, to: [] });
  office.little.losesNextAnswer = true;
  await office.tickets.reply(ticket.number, AGENT, 'Which browser is it?');
  await expect.poll(async () => (await office.waiting())[0]?.problem).toBeDefined();
  await office.passPauses();
  await expect.poll(office.waiting, { timeout: 5_000 }).toEqual([]);
  const [words, note, ...messages] = office.little.textsOf(ticket.number);
  expect([words, office.little.tickets.size]).toEqual([ticket.sentence, 1]);
  expect(note).toContain(ticket.number);
  expect(messages).toEqual(['It is still grey.', expect.stringContaining('Which browser is it?')]);
  expect((await office.tickets.get(ticket.number))?.elsewhere.zammad?.id).toBeDefined();
});

test('A ticket that was deleted in Zammad is not made there again', async () => {
  const office = openOffice();
  await office.handOver('BCD-FGH');
  await expect.poll(async () => (await office.tickets.get('BCD-FGH'))?.elsewhere.zammad).toBeDefined();
  await expect.poll(office.waiting).toEqual([]);
  office.little.tickets.clear();
  await office.keepListed('BCD-FGH');
  await office.look();
  await office.tickets.reply('BCD-FGH', AGENT, 'Which browser is it?');
  await expect.poll(office.waiting).toEqual([]);
  expect(office.little.tickets.size).toBe(0);
});
