import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder-core';
import { z } from 'zod';
import { History } from '../../../src/channels/webchat/history.ts';
import { HISTORY, WEBCHAT_CONVERSATIONS } from '../../../src/store/keys.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { openStore } from '../../../src/store/open.ts';
import { startProcess } from '../../support/assistant-process.ts';
import { DirectLinePerson } from '../../support/direct-line.ts';
import { median } from '../median.ts';
import type { Bench } from './ratio.ts';
import { GUIDED, QUESTIONS } from './words.ts';

const MESSAGES = 5_000;
/** What the first page may take on a slow line. */
const MOST_BYTES = 100_000;
/** The 30 ms that it may take, where the whole took 464 ms. */
const GOAL = 30 / 464;
const ROUNDS = 8;
const DAY_MS = 24 * 60 * 60 * 1000;
const CONVERSATIONS = '/v3/directline/conversations';

const roleSchema = z.looseObject({ role: z.string() });

const pageSchema = z.object({
  activities: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  watermark: z.string(),
});

/** What opening a chat took. */
interface Opening {
  ms: number;
  bytes: number;
}

/** Measures how a chat of 5,000 messages is opened with its last page, beside reading it as a whole. */
export const measureLongChat: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-chat-'));
  const env = { DATABASE_URL: `file:${join(folder, 'store.sqlite')}` };
  try {
    report(`a chat of ${MESSAGES} messages is stored`);
    const person = await hold(env);
    await lengthen(env.DATABASE_URL, person);
    const assistant = await startProcess(env);
    const again = Object.assign(new DirectLinePerson(assistant.url), {
      token: person.token,
      conversationId: person.conversationId,
    });
    report('it is opened');
    const rounds: { page: Opening; whole: Opening }[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const [page, whole] = [await openLastPage(again), await readWhole(again)];
      rounds.push({ page, whole });
      report(
        `round ${round}: its last page in ${page.ms.toFixed(0)} ms, all of it in ${whole.ms.toFixed(0)} ms`,
      );
    }
    await assistant.kill('SIGTERM');
    const later = rounds.slice(1);
    const bytes = median(later.map(({ page }) => page.bytes));
    report(`as a whole it is ${(median(later.map(({ whole }) => whole.bytes)) / 1e6).toFixed(1)} MB`);
    return [
      {
        what: `opening a chat of ${MESSAGES} messages, bytes`,
        ours: bytes,
        baseline: MOST_BYTES,
        ratio: bytes / MOST_BYTES,
        goal: { atMost: 1 },
      },
      {
        what: `opening a chat of ${MESSAGES} messages, ms beside reading all of it`,
        ours: median(later.map(({ page }) => page.ms)),
        baseline: median(later.map(({ whole }) => whole.ms)),
        ratio: median(later.map(({ page, whole }) => page.ms / whole.ms)),
        goal: { atMost: Number(GOAL.toFixed(3)) },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Has a conversation with an assistant that keeps it. */
async function hold(env: { DATABASE_URL: string }): Promise<DirectLinePerson> {
  const assistant = await startProcess(env);
  const person = new DirectLinePerson(assistant.url);
  await person.open();
  for (const text of [...GUIDED, ...QUESTIONS]) await person.say(text);
  await assistant.kill('SIGTERM');
  return person;
}

/** Repeats what was said in a conversation, in the file that keeps it, until it has so many messages. */
async function lengthen(databaseUrl: string, { conversationId }: DirectLinePerson): Promise<void> {
  const store = await openStore(databaseUrl);
  const said = await new History(store, DAY_MS).after(conversationId, 0);
  const turns = said.rows
    .filter(({ from }) => roleSchema.parse(from).role === 'user')
    .map((own) => ({ own, replies: said.rows.filter(({ replyToId }) => replyToId === own.id) }));
  // In memory first, so that the disk is waited for once.
  const copy = openMemoryStore();
  const history = new History(copy, DAY_MS);
  const record = () => copy.get(WEBCHAT_CONVERSATIONS + conversationId);
  for (let length = 0, turn = 0; length < MESSAGES; turn++) {
    const { own, replies } = turns[turn % turns.length] ?? { own: {}, replies: [] };
    const incoming = { ...own, id: `client-${turn}`, timestamp: new Date() } as unknown as Activity;
    const { writes } = await history.rowsOf(incoming, { incoming, replies }, { keepsIncoming: true });
    await copy.commit(writes);
    length += 1 + replies.length;
  }
  const entries = [await record(), ...(await copy.list(`${HISTORY}${conversationId}/`))];
  const writes = entries
    .filter((entry) => entry !== undefined)
    .map(async ({ key, value }) => ({
      key,
      value,
      expected: (await store.get(key))?.version ?? null,
      expiresAt: Date.now() + DAY_MS,
    }));
  await store.commit(await Promise.all(writes));
  await store.close();
}

async function openLastPage(person: DirectLinePerson): Promise<Opening> {
  const began = performance.now();
  const answer = await person.call('POST', CONVERSATIONS, { latest: true });
  const text = await answer.text();
  const { activities } = pageSchema.parse(JSON.parse(text));
  if (activities.length === 0) throw new Error(`the chat was opened without a message: ${text}`);
  return { ms: performance.now() - began, bytes: Buffer.byteLength(text) };
}

/** Opens the chat and reads all of it, as clients do that do not ask for the last page. */
async function readWhole(person: DirectLinePerson): Promise<Opening> {
  const began = performance.now();
  await (await person.call('POST', CONVERSATIONS)).text();
  let bytes = 0;
  for (let watermark = '0', isAll = false; !isAll; ) {
    const path = `${CONVERSATIONS}/${person.conversationId}/activities?watermark=${watermark}`;
    const text = await (await person.call('GET', path)).text();
    const page = pageSchema.parse(JSON.parse(text));
    bytes += Buffer.byteLength(text);
    isAll = page.activities.length === 0;
    watermark = page.watermark;
  }
  return { ms: performance.now() - began, bytes };
}
