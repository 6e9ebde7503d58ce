import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ChaosPerson, pageSchema } from '../chaos/person.ts';
import { Visitor } from '../helpdesk/sign-in/support.ts';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { PostgresServer, runSql } from '../support/postgres.ts';
import { RoundRobin } from '../support/round-robin.ts';
import { confirmedTicket } from './hand-over.ts';

const PEOPLE = 200;
const MESSAGES = 4;
const PAUSE_MS = 6_000;
/** A minute on a machine with nothing else to do; five processes and a database share it. */
const PATIENCE_MS = 360_000;
const LISTENING = `query LIKE 'LISTEN%' AND datname = current_database()`;

let database: PostgresServer;
let proxy: RoundRobin;
const running: AssistantProcess[] = [];

beforeAll(async () => {
  [database, proxy] = await Promise.all([PostgresServer.start(), RoundRobin.open()]);
});
afterAll(async () => {
  proxy.close();
  for (const assistant of running) await assistant.kill('SIGKILL');
  await database.remove();
});

/** Somebody with an open page: what comes over its stream, which it opens again wherever the proxy leads. */
class Page {
  /** The ids of the messages that came, in their order, and when the first of each came. */
  readonly ids: string[] = [];
  readonly cameAt = new Map<string, number>();
  /** How long after it was confirmed each message of the person came. */
  readonly waits: number[] = [];
  readonly person: ChaosPerson;
  #watermark = '0';
  #isOpen = true;
  #socket: WebSocket | undefined;

  constructor(person: ChaosPerson) {
    this.person = person;
  }

  async listen(): Promise<void> {
    while (this.#isOpen) {
      const url = await this.person.streamUrl(this.#watermark).catch(() => undefined);
      if (url !== undefined) await this.#hear(url);
      await after(100);
    }
  }

  close(): void {
    this.#isOpen = false;
    this.#socket?.terminate();
  }

  /** Sends a message, now and then twice at the same moment, until it is confirmed. */
  async say(text: string, isDoubled: boolean): Promise<void> {
    const client = randomUUID();
    const { person } = this;
    let id: string | undefined;
    while (id === undefined) {
      const sent = await Promise.all(
        (isDoubled ? [1, 2] : [1]).map(() => person.sendOnce(text, client, person.url)),
      );
      id = sent.find((one) => one !== undefined);
      if (id === undefined) await after(200);
    }
    const confirmedAt = performance.now();
    while (!this.cameAt.has(id)) await after(10);
    this.waits.push(Math.max(0, (this.cameAt.get(id) ?? 0) - confirmedAt));
  }

  #hear(url: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      this.#socket = socket;
      socket.on('message', (data) => {
        if (data.toString() === '') return;
        const { activities, watermark } = pageSchema.parse(JSON.parse(data.toString()));
        this.#watermark = watermark;
        // What is not kept, such as typing, has no number.
        for (const { id } of activities.filter((one) => /\|\d+$/.test(one.id))) {
          this.ids.push(id);
          if (!this.cameAt.has(id)) this.cameAt.set(id, performance.now());
        }
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => resolve());
    });
  }
}

async function startOne(url: string): Promise<AssistantProcess> {
  const assistant = await startProcess({ DATABASE_URL: url });
  running.push(assistant);
  return assistant;
}

const atMost = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

test(
  `Three processes that begin in the same second serve ${PEOPLE} conversations, whoever gets which request`,
  async () => {
    const url = await database.newDatabase();
    const processes = await Promise.all([1, 2, 3].map(() => startOne(url)));
    proxy.servers.push(...processes.map((each) => each.url));
    const [first, second] = processes;
    const pages: Page[] = [];
    for (let n = 0; n < PEOPLE; n += 10)
      pages.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, async () => {
            const person = new ChaosPerson(proxy.url);
            await person.open();
            return new Page(person);
          }),
        )),
      );
    for (const page of pages) void page.listen();

    let said = 0;
    const talking = Promise.all(
      pages.map(async (page, index) => {
        await after(Math.random() * PAUSE_MS);
        for (let n = 0; n < MESSAGES; n++) {
          const isDoubled = (index + n) % 5 === 0;
          // Every seventh time two messages are on their way at once.
          const texts = (index + n) % 7 === 0 ? ['next', 'where am I'] : ['next'];
          await Promise.all(texts.map((text) => page.say(text, isDoubled)));
          said += texts.length;
          await after(PAUSE_MS * (0.5 + Math.random()));
        }
      }),
    );
    const untilSaid = async (share: number) => {
      while (said < share * PEOPLE * MESSAGES) await after(50);
    };

    await untilSaid(0.25);
    await runSql(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENING} LIMIT 1`);
    await untilSaid(0.4);
    await first?.kill('SIGKILL');
    if (first) proxy.remove(first.url);
    await untilSaid(0.6);
    proxy.servers.push((await startOne(url)).url);
    if (second) proxy.remove(second.url);
    await second?.kill('SIGTERM');
    await talking;

    const histories = await Promise.all(pages.map(({ person }) => person.history()));
    await expect
      .poll(() => pages.map(({ ids }) => ids.length), { timeout: 20_000 })
      .toEqual(histories.map((rows) => rows.length));
    // In order, each once, and the same as in the history.
    for (const [index, { ids }] of pages.entries())
      expect(ids).toEqual(histories[index]?.map(({ id }) => id));
    for (const page of pages) page.close();
    const waits = pages.flatMap((page) => page.waits);
    const [half, most, longest] = [0.5, 0.99, 1].map((share) => Math.round(atMost(waits, share)));
    console.log(
      `${waits.length} messages, from confirmed to the socket: p50 ${half} ms, p99 ${most} ms, longest ${longest} ms`,
    );
    for (const { person } of pages)
      expect(await person.tally()).toMatchObject({ lost: 0, doubled: 0, misplaced: 0 });
    expect(waits.length).toBeGreaterThanOrEqual(PEOPLE * MESSAGES);
  },
  PATIENCE_MS,
);

test('An open page of the inbox hears of a ticket, whichever process took it and signed its reader in', async () => {
  const url = await database.newDatabase();
  const [one, other] = await Promise.all([startOne(url), startOne(url)]);
  await expect.poll(one.printed).toContain('sign-in?key=');
  const key = /sign-in\?key=(\S+)/.exec(one.printed())?.[1] ?? '';
  const reader = new Visitor(other.url);
  await reader.open('/helpdesk/sign-in', { key });
  const Cookie = [...reader.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ended = new AbortController();
  const events = await fetch(new URL('/helpdesk/events', one.url), {
    headers: { Cookie },
    signal: ended.signal,
  });
  const { number } = await confirmedTicket(other.url);
  let heard = '';
  for await (const chunk of events.body ?? []) {
    heard += new TextDecoder().decode(chunk);
    if (heard.includes(`data: ${number}\n`)) break;
  }
  ended.abort();
  expect((await reader.open('/helpdesk')).text).toContain(number);
});
