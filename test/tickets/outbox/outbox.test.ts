import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openLog } from '../../../src/lib/log.ts';
import { OUTBOX } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  listDeadLetters,
  listUndelivered,
  retryDeadLetter,
} from '../../../src/tickets/outbox/dead-letters.ts';
import { Outbox, type OutboxHandler } from '../../../src/tickets/outbox/outbox.ts';
import { DeliveryError } from '../../../src/tickets/systems/ticket-system.ts';
import { ticketMetrics } from '../../../src/tickets/ticket-metrics.ts';
import { type OutboxItem, ticketWrites } from '../../../src/tickets/ticket-rows.ts';
import { Tickets } from '../../../src/tickets/tickets.ts';
import { aTicket } from '../a-ticket.ts';

const DAY = 24 * 3_600_000;

/** A target that records what it got, and fails as long as the test wants. */
class Target {
  readonly got: string[] = [];
  readonly tries: { key: string; attempt: number }[] = [];
  /** When each attempt is told that an earlier one may have arrived. */
  readonly lastTries: (number | undefined)[] = [];
  failure: unknown;
  /** The moment at which it answers. */
  until: Promise<void> | undefined;
  /** The moments at which it answers for single tickets. */
  readonly hanging = new Map<string, Promise<void>>();

  stopped: AbortSignal | undefined;

  readonly handler: OutboxHandler = async (ticket, { key, item, lastTriedAt }, stopped) => {
    this.tries.push({ key, attempt: item.attempts });
    this.lastTries.push(lastTriedAt);
    this.stopped = stopped;
    await this.until;
    await this.hanging.get(ticket.number);
    if (this.failure) throw this.failure;
    this.got.push(`${ticket.number} ${item.message ?? 'itself'}`);
    return undefined;
  };
}

class Room {
  readonly store: Store = openMemoryStore();
  readonly target = new Target();
  readonly other = new Target();
  now = Date.now();
  /** The tickets whose pages say something else now. */
  readonly announced: string[] = [];

  /** Counts deliveries to a desk; undefined where there is no limit. */
  pace: ((desk: string) => Promise<number | undefined>) | undefined;

  outbox({ patienceMs }: { patienceMs?: number } = {}): Outbox {
    const { store, pace } = this;
    return new Outbox({
      store,
      tickets: new Tickets({ store, retentionMs: DAY, changed: () => undefined }),
      handlers: new Map([
        ['there', this.target.handler],
        ['elsewhere', this.other.handler],
        ['chat', this.target.handler],
      ]),
      ...(pace && { pace }),
      ...(patienceMs !== undefined && { patienceMs }),
      changed: (number) => this.announced.push(number),
      log: openLog('silent'),
      retentionMs: 180 * DAY,
      now: () => this.now,
    });
  }

  async send(number: string, targets: string[], messages: string[] = []): Promise<void> {
    const ticket = aTicket({ number });
    const outgoing = targets.flatMap((target) => [
      { target },
      ...messages.map((message) => ({ target, message })),
    ]);
    const writes = ticketWrites({ ticket, version: null, listed: null }, outgoing, Date.now() + DAY);
    expect(await this.store.commit(writes)).toBe(true);
  }

  async waiting(): Promise<OutboxItem[]> {
    return (await this.store.list(OUTBOX)).map(({ value }) => value as OutboxItem);
  }

  /** Runs the outbox repeatedly while time passes. */
  async pass(ms: number, stepMs = 60_000): Promise<void> {
    const until = this.now + ms;
    for (; this.now < until; this.now += stepMs) await this.outbox().run();
  }
}

afterEach(() => void vi.useRealTimers());

describe('A delivery that fails again and again', () => {
  test('is told from the second failure on, and again when it has arrived', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there']);
    room.target.failure = new DeliveryError('ZAMMAD_TOKEN lacks a permission (403)');
    const delayed = async () => (await listUndelivered(room.store)).delayed.map(({ problem }) => problem);
    await room.outbox().run();
    expect(await delayed()).toEqual([]);
    expect(room.announced).toEqual([]);
    await room.pass(60_000, 5_000);
    expect(await delayed()).toEqual(['ZAMMAD_TOKEN lacks a permission (403)']);
    expect(room.announced).toEqual(['BCD-FGH']);
    room.target.failure = undefined;
    await room.pass(10 * 60_000);
    expect(await delayed()).toEqual([]);
    expect(room.announced).toEqual(['BCD-FGH', 'BCD-FGH']);
  });
});

describe('What could not reach a chat', () => {
  const refused = new DeliveryError('The chat takes no messages for this person.');

  test('is tried at once when the person writes, also where it was given up', async () => {
    for (const ms of [60_000, 6 * DAY]) {
      const room = new Room();
      await room.send('BCD-FGH', ['chat']);
      room.target.failure = refused;
      await room.pass(ms, ms / 20);
      expect((await room.waiting())[0]?.isDead).toBe(ms > DAY);
      room.target.failure = undefined;
      const outbox = room.outbox();
      await outbox.hurry(['KMR-FTZ']);
      await outbox.idle();
      expect(room.target.got).toEqual([]);
      await outbox.hurry(['BCD-FGH']);
      await outbox.idle();
      expect(room.target.got).toEqual(['BCD-FGH itself']);
    }
  });

  test('is left alone while it is tried', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['chat']);
    room.target.failure = refused;
    await room.outbox().run();
    room.now += 60_000;
    const answered = Promise.withResolvers<void>();
    room.target.until = answered.promise;
    room.target.failure = undefined;
    const running = room.outbox().run();
    await vi.waitFor(() => expect(room.target.tries).toHaveLength(2));
    await room.outbox().hurry(['BCD-FGH']);
    answered.resolve();
    await running;
    expect(room.target.tries).toHaveLength(2);
    expect(await room.waiting()).toEqual([]);
  });
});

describe('The outbox', () => {
  test('delivers a ticket to each of its targets once', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there', 'elsewhere']);
    await room.outbox().run();
    await room.outbox().run();
    expect(room.target.got).toEqual(['BCD-FGH itself']);
    expect(room.other.got).toEqual(['BCD-FGH itself']);
    expect(await room.waiting()).toEqual([]);
  });

  test('keeps the order of the items of one ticket, even where the first is late', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('down');
    await room.send('BCD-FGH', ['there'], ['m1', 'm2']);
    await room.outbox().run();
    room.target.failure = undefined;
    await room.pass(10 * 60_000);
    expect(room.target.got).toEqual(['BCD-FGH itself', 'BCD-FGH m1', 'BCD-FGH m2']);
  });

  test('delivers everything after a day of outage, with pauses that grow to an hour', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('SMTP_URL: nobody answers');
    for (const number of ['BCD-FGH', 'JKL-MNP', 'QRS-TVW']) await room.send(number, ['there', 'elsewhere']);
    await room.pass(DAY);
    expect(room.other.got).toHaveLength(3);
    expect(room.target.tries.length).toBeLessThan(3 * 35);
    expect(await room.waiting()).toMatchObject([
      { problem: 'SMTP_URL: nobody answers', isDead: false },
      { isDead: false },
      { isDead: false },
    ]);
    room.target.failure = undefined;
    await room.pass(61 * 60_000);
    expect(room.target.got.sort()).toEqual(['BCD-FGH itself', 'JKL-MNP itself', 'QRS-TVW itself']);
    expect(await room.waiting()).toEqual([]);
  });

  test('waits as long as a target asks', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('slow down', { waitMs: 2 * 3_600_000 });
    await room.send('BCD-FGH', ['there']);
    await room.outbox().run();
    room.target.failure = undefined;
    await room.pass(119 * 60_000);
    expect(room.target.got).toEqual([]);
    await room.pass(3 * 60_000);
    expect(room.target.got).toHaveLength(1);
  });

  test('gives up what cannot succeed and says why, and goes on with the next ticket', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('ZAMMAD_GROUP is unknown there', { isFinal: true });
    await room.send('BCD-FGH', ['there']);
    await room.outbox().run();
    room.target.failure = undefined;
    await room.send('JKL-MNP', ['there']);
    await room.pass(DAY, 3_600_000);
    expect(room.target.got).toEqual(['JKL-MNP itself']);
    expect(await room.waiting()).toMatchObject([{ isDead: true, problem: 'ZAMMAD_GROUP is unknown there' }]);
  });

  test('gives up after four days', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('down');
    await room.send('BCD-FGH', ['there']);
    await room.pass(4 * DAY + 3_600_000 * 2, 600_000);
    expect(await room.waiting()).toMatchObject([{ isDead: true }]);
  });

  test('tells a target after a crash that it may have the ticket already', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there']);
    // The process dies during the delivery: it neither removes the item nor notes a failure.
    const dying = room.outbox();
    let hasBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    const { handler } = room.target;
    Object.assign(room.target, {
      handler: async () => {
        hasBegun();
        return new Promise(() => undefined);
      },
    });
    void room.outbox().run();
    await begun;
    Object.assign(room.target, { handler });
    await dying.run();
    await room.pass(14_000, 2_000);
    expect(room.target.tries).toEqual([]);
    await room.pass(4_000, 2_000);
    expect(room.target.tries).toEqual([{ key: 'outbox/there/BCD-FGH/00000', attempt: 2 }]);
    expect(room.target.got).toEqual(['BCD-FGH itself']);
  });

  test('tells a target that it may have the ticket already where somebody retries it', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('the answer was lost', { isFinal: true });
    await room.send('BCD-FGH', ['there']);
    await room.outbox().run();
    room.target.failure = undefined;
    const key = 'outbox/there/BCD-FGH/00000';
    expect(await retryDeadLetter(room.store, key, Date.now() + DAY)).toBe(true);
    await room.outbox().run();
    expect(room.target.tries).toEqual([
      { key, attempt: 1 },
      { key, attempt: 2 },
    ]);
    expect(await room.waiting()).toEqual([]);
  });

  test('tells a target when it was last tried in a way that may have arrived', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there']);
    const began = room.now;
    const failWith = async (failure: unknown) => {
      room.target.failure = failure;
      await room.outbox().run();
      room.now += 3_600_000;
    };
    await failWith(new DeliveryError('refused'));
    await failWith(new DeliveryError('no answer in time', { mayHaveArrived: true }));
    await failWith(new DeliveryError('refused'));
    await failWith(new Error('unexpected'));
    await failWith(undefined);
    const [second, fourth] = [began + 3_600_000, began + 3 * 3_600_000];
    expect(room.target.lastTries).toEqual([undefined, undefined, second, second, fourth]);
  });

  test('delivers everything once where it runs in two processes', async () => {
    const room = new Room();
    for (const number of ['BCD-FGH', 'JKL-MNP', 'QRS-TVW']) await room.send(number, ['there'], ['m1', 'm2']);
    for (let round = 0; round < 6; round++)
      await Promise.all([room.outbox().run(), room.outbox().run(), room.outbox().run()]);
    expect(room.target.got).toHaveLength(9);
    expect(new Set(room.target.got).size).toBe(9);
  });

  test('skips the other items of a target that is down until the next round', async () => {
    const room = new Room();
    room.target.failure = new DeliveryError('down');
    for (const last of 'BCDFGHJKLM') await room.send(`BCD-FG${last}`, ['there']);
    await room.outbox().run();
    expect(room.target.tries).toHaveLength(3);
  });

  test('does not let a slow target hold up the others', async () => {
    const room = new Room();
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    room.target.until = slow;
    await room.send('BCD-FGH', ['there']);
    const outbox = room.outbox();
    onTestFinished(() => outbox.close());
    outbox.start();
    await expect.poll(() => room.target.tries).toHaveLength(1);
    await room.send('JKL-MNP', ['there', 'elsewhere']);
    outbox.wake();
    await expect.poll(() => room.other.got).toEqual(['JKL-MNP itself']);
    expect(room.target.got).toEqual([]);
    answer();
    await outbox.idle();
    expect(room.target.got).toEqual(['BCD-FGH itself', 'JKL-MNP itself']);
  });

  test('lets a delivery that hangs hold up its own ticket only', async () => {
    const room = new Room();
    const answered = Promise.withResolvers<void>();
    room.target.hanging.set('BCD-FGH', answered.promise);
    await room.send('BCD-FGH', ['there'], ['m1']);
    for (const number of ['JKL-MNP', 'QRS-TVW']) await room.send(number, ['there'], ['m1']);
    const outbox = room.outbox({ patienceMs: 20 });
    onTestFinished(() => outbox.close());
    outbox.start();
    const others = ['JKL-MNP itself', 'JKL-MNP m1', 'QRS-TVW itself', 'QRS-TVW m1'];
    await expect.poll(() => room.target.got.toSorted()).toEqual(others);
    await room.send('FGH-JKL', ['there']);
    outbox.wake();
    await expect.poll(() => room.target.got).toContain('FGH-JKL itself');
    answered.resolve();
    await expect.poll(() => room.target.got.slice(-2)).toEqual(['BCD-FGH itself', 'BCD-FGH m1']);
    expect(await room.waiting()).toEqual([]);
  });

  test('has only so many deliveries to one target under way that hang', async () => {
    const room = new Room();
    const answered = Promise.withResolvers<void>();
    room.target.until = answered.promise;
    const numbers = [...'BCDFGHJKLMNP'].map((letter) => `BCD-FG${letter}`);
    for (const number of numbers) await room.send(number, ['there']);
    const outbox = room.outbox({ patienceMs: 1 });
    onTestFinished(() => outbox.close());
    outbox.start();
    await expect.poll(() => room.target.tries).toHaveLength(8);
    outbox.wake();
    await room.send('QRS-TVW', ['elsewhere']);
    outbox.wake();
    await expect.poll(() => room.other.got).toHaveLength(1);
    expect(room.target.tries).toHaveLength(8);
    answered.resolve();
    await expect.poll(() => room.target.got.toSorted()).toEqual(numbers.map((number) => `${number} itself`));
  });

  test('goes on after a moment without the store', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there', 'elsewhere']);
    const { commit } = room.store;
    room.store.commit = async () => {
      throw new Error('the store is away');
    };
    await room.outbox().run();
    room.store.commit = commit;
    await room.outbox().run();
    expect([room.target.got, room.other.got]).toEqual([['BCD-FGH itself'], ['BCD-FGH itself']]);
  });

  test('holds up only the ticket of an item that a later version wrote', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there'], ['m1']);
    await room.send('JKL-MNP', ['there']);
    const first = await room.store.get('outbox/there/BCD-FGH/00000');
    const unknown = { key: 'outbox/there/BCD-FGH/00000', value: { isFromLater: true } };
    await room.store.commit([
      { ...unknown, expected: first?.version ?? null, expiresAt: Date.now() + DAY },
      { key: 'inbox/BCD-FGH', expected: null, value: { state: 'parked' }, expiresAt: Date.now() + DAY },
    ]);
    await room.outbox().run();
    expect(room.target.got).toEqual(['JKL-MNP itself']);
    const tickets = new Tickets({ store: room.store, retentionMs: DAY, changed: () => undefined });
    expect(await tickets.list()).toEqual([]);
    expect(await listDeadLetters(room.store)).toEqual([]);
    expect(await ticketMetrics(room.store, [])).not.toEqual([]);
  });

  test('reports a target that the settings no longer name', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['gone']);
    await room.outbox().run();
    expect(await room.waiting()).toMatchObject([{ isDead: true }]);
    expect((await room.waiting())[0]?.problem).toContain('HELPDESK');
  });

  test('drops the items of a ticket that is no longer kept', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there']);
    const entry = await room.store.get('ticket/BCD-FGH');
    await room.store.commit([
      { key: 'ticket/BCD-FGH', expected: entry?.version ?? null, value: undefined, expiresAt: 0 },
    ]);
    await room.outbox().run();
    expect(await room.waiting()).toEqual([]);
    expect(room.target.tries).toEqual([]);
  });

  test('holds on to what takes long, so that no other process brings it as well', async () => {
    vi.useFakeTimers();
    const room = new Room();
    const arrived = Promise.withResolvers<void>();
    room.target.until = arrived.promise;
    await room.send('BCD-FGH', ['there']);
    const delivering = room.outbox().run();
    for (let seconds = 0; seconds < 120; seconds++) {
      await vi.advanceTimersByTimeAsync(1000);
      room.now = Date.now();
      await room.outbox().run();
    }
    expect(room.target.tries).toHaveLength(1);
    arrived.resolve();
    await delivering;
    expect(room.target.got).toEqual(['BCD-FGH itself']);
    expect(await room.waiting()).toEqual([]);
  });

  test('tells a delivery to stop whose item another process has taken over, and leaves the item to it', async () => {
    vi.useFakeTimers();
    const room = new Room();
    room.target.until = new Promise((_, stop) => {
      void vi.waitFor(() => room.target.stopped?.addEventListener('abort', () => stop(new Error('stopped'))));
    });
    await room.send('BCD-FGH', ['there']);
    const delivering = room.outbox().run();
    await vi.waitFor(() => expect(room.target.stopped).toBeDefined());
    const entry = await room.store.get('outbox/there/BCD-FGH/00000');
    const taken = { ...(entry?.value as OutboxItem), attempts: 2 };
    const expiresAt = Date.now() + DAY;
    await room.store.commit([
      { key: 'outbox/there/BCD-FGH/00000', expected: entry?.version ?? null, value: taken, expiresAt },
    ]);
    await vi.advanceTimersByTimeAsync(10_000);
    await delivering;
    expect(await room.waiting()).toEqual([taken]);
  });

  test('stops what it is delivering when it is closed, which is due again at the next start and no failure', async () => {
    const room = new Room();
    room.target.until = new Promise((_, stop) => {
      void expect
        .poll(() => room.target.stopped)
        .toBeDefined()
        .then(() => room.target.stopped?.addEventListener('abort', () => stop(new Error('stopped'))));
    });
    await room.send('BCD-FGH', ['there', 'elsewhere']);
    const outbox = room.outbox();
    outbox.start();
    await expect.poll(() => room.target.stopped).toBeDefined();
    await expect.poll(() => room.other.got).toHaveLength(1);
    await outbox.close();
    const [item, ...others] = await room.waiting();
    expect(others).toEqual([]);
    expect(item).toMatchObject({ attempts: 1, due: 0, isDead: false });
    expect(item?.problem).toBeUndefined();
    room.target.until = undefined;
    await room.outbox().run();
    expect(room.target.tries.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(room.target.got).toEqual(['BCD-FGH itself']);
  });

  test('closes though a delivery does not stop, and leaves its item alone until the lease is over', async () => {
    vi.useFakeTimers();
    const room = new Room();
    room.target.until = new Promise(() => undefined);
    await room.send('BCD-FGH', ['there']);
    const outbox = room.outbox();
    outbox.start();
    await vi.waitFor(() => expect(room.target.stopped).toBeDefined());
    const before = await room.waiting();
    const closed = outbox.close();
    await vi.advanceTimersByTimeAsync(1_500);
    await closed;
    expect(await room.waiting()).toEqual(before);
    expect(before[0]?.due).toBeGreaterThan(Date.now());
  });

  test('goes on by itself with new items, and stops when it is closed', async () => {
    const room = new Room();
    await room.send('BCD-FGH', ['there'], ['m1', 'm2']);
    const outbox = room.outbox();
    outbox.start();
    await outbox.idle();
    expect(room.target.got).toEqual(['BCD-FGH itself', 'BCD-FGH m1', 'BCD-FGH m2']);
    await outbox.close();
    await room.send('JKL-MNP', ['there']);
    outbox.wake();
    await outbox.idle();
    expect(room.target.got).toHaveLength(3);
  });
});

describe('A desk that has got as much as it may', () => {
  /** A limit of so many deliveries to a desk in a minute. */
  function openRoom(limit: number) {
    const room = new Room();
    const delivered = new Map<string, number[]>();
    room.pace = async (desk) => {
      const times = (delivered.get(desk) ?? []).filter((at) => at > room.now - 60_000);
      const [oldest = 0] = times;
      if (times.length >= limit) return oldest + 60_000 - room.now;
      delivered.set(desk, [...times, room.now]);
      return undefined;
    };
    return room;
  }
  const numbers = Array.from('BCDFGHJKLMNP', (letter) => `BBB-BB${letter}`);

  test('gets the rest gradually, in order, and nothing is lost or tried in vain, though the process ends', async () => {
    const room = openRoom(5);
    for (const number of numbers) await room.send(number, ['there']);
    await room.outbox().run();
    expect(room.target.got).toHaveLength(5);
    expect((await room.waiting()).map(({ attempts }) => attempts)).toEqual(Array(7).fill(0));
    // Each run is that of a new outbox, as after a crash.
    await room.pass(30_000, 10_000);
    expect(room.target.got).toHaveLength(5);
    await room.pass(40_000, 10_000);
    expect(room.target.got).toHaveLength(10);
    await room.pass(3 * 60_000, 10_000);
    expect(room.target.got).toEqual(numbers.map((number) => `${number} itself`));
    expect(room.target.tries).toHaveLength(numbers.length);
  });

  test('holds up neither another desk nor the person’s own chat', async () => {
    const room = openRoom(1);
    const writes = async (number: string, desk: string, target: string) =>
      room.store.commit(
        ticketWrites(
          { ticket: aTicket({ number, desk }), version: null, listed: null },
          [{ target }],
          Date.now() + DAY,
        ),
      );
    await writes('BBB-BBB', 'one', 'there');
    await writes('BBB-BBC', 'one', 'there');
    await writes('BBB-BBD', 'other', 'there');
    await writes('BBB-BBF', 'one', 'chat');
    const outbox = room.outbox();
    await outbox.run();
    expect(room.target.got.toSorted()).toEqual(['BBB-BBB itself', 'BBB-BBD itself', 'BBB-BBF itself']);
    expect(await outbox.heldBack()).toEqual(new Map([['one', 1]]));
    room.now += 60_000;
    await outbox.run();
    expect(room.target.got).toContain('BBB-BBC itself');
    expect(await outbox.heldBack()).toEqual(new Map());
  });
});
