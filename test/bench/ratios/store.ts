import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { signingKey } from '../../../src/channels/webchat/signing-key.ts';
import { createTokens } from '../../../src/channels/webchat/tokens.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import { startProcess } from '../../support/assistant-process.ts';
import { DirectLinePerson } from '../../support/direct-line.ts';
import { median } from '../median.ts';
import type { Bench } from './ratio.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What a conversation of three messages may take. */
const MOST_BYTES = 10 * 1024;
const MOST_ROWS = 4;
const MESSAGES = ['start', 'next', 'which browser should I use?'];
/** Conversations that are really held; the others are copies of them. */
const HELD = 60;
const FEW = 3_000;
const MANY = 100_000;
const ROUNDS = 20;
const TURNS_A_ROUND = 20;
const KEY = randomBytes(32).toString('base64url');

/**
 * Measures what a conversation takes on the disk, beside what it may take, and a turn among many stored conversations beside the same
 * turn among few.
 */
export const measureStore: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    const [few, many] = [join(folder, 'few.sqlite'), join(folder, 'many.sqlite')];
    report(`${HELD} conversations are held`);
    const ids = { few: await hold(few), many: await hold(many) };
    const bytes = statSync(few).size / HELD;
    const rows = rowsOf(few) / HELD;
    report(`${FEW} and ${MANY} conversations are stored`);
    copy(few, FEW);
    copy(many, MANY);
    report('turns in them are timed');
    const { ours, baseline, ratio } = await timeTurns(few, many, ids);
    return [
      {
        what: 'a conversation of 3 messages, bytes',
        ours: bytes,
        baseline: MOST_BYTES,
        ratio: bytes / MOST_BYTES,
        goal: { atMost: 1 },
      },
      {
        what: 'a conversation of 3 messages, rows',
        ours: rows,
        baseline: MOST_ROWS,
        ratio: rows / MOST_ROWS,
        goal: { atMost: 1 },
      },
      { what: `a turn among ${MANY} conversations, ms`, ours, baseline, ratio, goal: { atMost: 1.2 } },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Holds conversations with an assistant that keeps them in the file, and returns their ids. */
async function hold(file: string): Promise<string[]> {
  const assistant = await startProcess({ DATABASE_URL: `file:${file}` });
  const ids: string[] = [];
  for (let n = 0; n < HELD; n++) {
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    for (const text of MESSAGES) await person.say(text);
    ids.push(person.conversationId);
  }
  await assistant.kill('SIGTERM');
  return ids;
}

function rowsOf(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const { n } = database.prepare(`SELECT count(*) AS n FROM entries WHERE ${OF_CONVERSATIONS}`).get() ?? {};
  database.close();
  return Number(n);
}

const OF_CONVERSATIONS = `key LIKE 'talk/%' OR key LIKE 'webchat/______________________' OR key LIKE 'history/%'`;

/** Copies the conversations of a file until there are so many; a copy has a number in place of the end of its id. */
function copy(file: string, wanted: number): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  const rows = database
    .prepare(`SELECT key, value, version, expires_at FROM entries WHERE ${OF_CONVERSATIONS}`)
    .all();
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?)');
  for (let n = 1; n < wanted / HELD; n++)
    for (const { key, value, version, expires_at } of rows)
      insert.run(copiedKey(String(key), n), String(value), Number(version), Number(expires_at) + n);
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Ids are random: the number goes in front, so that the copies lie far from each other. */
function copiedKey(key: string, n: number): string {
  return key.replace(/\/(.{22})/, (_, id: string) => `/${conversationId(id, n)}`);
}

function conversationId(id: string, n: number): string {
  return (n.toString(36).padStart(6, '0').split('').reverse().join('') + id).slice(0, 22);
}

async function timeTurns(
  few: string,
  many: string,
  ids: { few: string[]; many: string[] },
): Promise<{ ours: number; baseline: number; ratio: number }> {
  const assistants = await Promise.all(
    [few, many].map((file) => startProcess({ DATABASE_URL: `file:${file}`, WEBCHAT_SIGNING_KEY: KEY })),
  );
  const tokens = createTokens(signingKey(openMemoryStore(), KEY), DAY_MS);
  const take = async (url: string, held: readonly string[], copies: number): Promise<number> => {
    const times: number[] = [];
    for (let turn = 0; turn < TURNS_A_ROUND; turn++) {
      const id = held[Math.floor(Math.random() * held.length)] ?? '';
      const conversation = conversationId(id, 1 + Math.floor(Math.random() * (copies / HELD - 1)));
      const { token } = await tokens.issue({ conversation, user: 'dl_bench' });
      const person = Object.assign(new DirectLinePerson(url), { token, conversationId: conversation });
      const began = performance.now();
      const answer = await person.post({ type: 'message', text: 'next' });
      times.push(performance.now() - began);
      if (!answer.ok) throw new Error(`a turn was answered ${answer.status}: ${await answer.text()}`);
    }
    return median(times);
  };
  const [atFew, atMany] = assistants.map(({ url }) => url);
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push([await take(atFew ?? '', ids.few, FEW), await take(atMany ?? '', ids.many, MANY)]);
  for (const assistant of assistants) await assistant.kill('SIGTERM');
  const later = rounds.slice(2);
  return {
    baseline: median(later.map(([one]) => one)),
    ours: median(later.map(([, other]) => other)),
    ratio: median(later.map(([one, other]) => other / one)),
  };
}
