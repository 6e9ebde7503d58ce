import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WebSocket } from 'ws';
import { startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { freePort } from '../support/free-port.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';
import { watchPage } from './page-watch.ts';

/**
 * `npm run bench:attacks`: what one stranger at one address reaches. Each attack runs against a server of its own, as
 * `npm start` runs it, on the machine that measures. The longest silence is the longest time that a plain page took meanwhile.
 */

interface Attacked {
  url: string;
  database: string;
}

const LONG_TEXTS = ['ABC123-', 'A1 ', 'ﷺ'].map((part) =>
  part.repeat(Math.floor(255_000 / Buffer.byteLength(part))),
);
const FLOOD_MS = 3_000;
const AT_ONCE = 32;

await attacked('one text of 255 kB, three kinds, then six at once', async ({ url }) => {
  const person = new DirectLinePerson(url);
  await person.open();
  const statuses: number[] = [];
  for (const text of LONG_TEXTS) statuses.push((await person.post({ type: 'message', text })).status);
  const six = [...LONG_TEXTS, ...LONG_TEXTS].map((text) => person.post({ type: 'message', text }));
  for (const answer of await Promise.all(six)) statuses.push(answer.status);
  return `answers: ${counted(statuses)}`;
});

await attacked('250 texts of 200 kB, then 20 sockets that read nothing', async ({ url }) => {
  const person = new DirectLinePerson(url);
  await person.open();
  const text = 'why '.repeat(50_000);
  const statuses: number[] = [];
  for (let n = 0; n < 250; n++) statuses.push((await person.post({ type: 'message', text })).status);
  return `answers: ${counted(statuses)}; ${await deafSockets(person, 20)}`;
});

await attacked('400 texts as long as they may be, then 20 sockets that read nothing', async ({ url }) => {
  const person = new DirectLinePerson(url);
  await person.open();
  const text = 'why '.repeat(1_000);
  const statuses: number[] = [];
  for (let n = 0; n < 400; n++) statuses.push((await person.post({ type: 'message', text })).status);
  return `answers: ${counted(statuses)}; ${await deafSockets(person, 20)}`;
});

await attacked('tokens for three seconds', async ({ url }) => {
  const statuses = await flood(() => fetch(`${url}api/webchat/token`, { method: 'POST' }));
  return `answers: ${counted(statuses)}`;
});

await attacked('new conversations for three seconds', async ({ url, database }) => {
  const statuses = await flood(async () => {
    const token = await fetch(`${url}api/webchat/token`, { method: 'POST' });
    if (!token.ok) return token;
    const { token: bearer } = (await token.json()) as { token: string };
    const headers = { Authorization: `Bearer ${bearer}` };
    return fetch(`${url}v3/directline/conversations`, { method: 'POST', headers });
  });
  return `answers: ${counted(statuses)}; rows in the store: ${rowsIn(database)}`;
});

await attacked('messages in one conversation for three seconds', async ({ url, database }) => {
  const person = new DirectLinePerson(url);
  await person.open();
  const statuses = await flood(() => person.post({ type: 'message', text: 'next' }));
  return `answers: ${counted(statuses)}; rows in the store: ${rowsIn(database)}`;
});

const mails = await new MailServer().open();
await attacked(
  '200 hand-overs to EU Login’s support, one conversation each',
  async ({ url }) => {
    const told: string[] = [];
    const people = Array.from({ length: 200 }, async () => {
      const { text } = await handOver(url).catch(() => ({ text: 'refused' }));
      told.push(/Your ticket is/.test(text) ? 'ticket' : 'no ticket');
    });
    await Promise.all(people);
    await new Promise((later) => setTimeout(later, 3_000));
    return `told: ${counted(told)}; mails sent: ${mails.mails.length}`;
  },
  { HELPDESK: 'email', SMTP_URL: mails.url({ host: '127.0.0.1' }), MAIL_FROM: 'assistant@example.org' },
);
await mails.close();

await attacked(
  'a forged activity of Teams at a public address',
  async ({ url }) => {
    const status = await postAsLocalhost(url);
    return `answer: ${status}`;
  },
  { PUBLIC_URL: 'https://assistant.example.org' },
);

/** Runs one attack on a server of its own, and watches how long a page and how much memory it takes. */
async function attacked(
  attack: string,
  run: (server: Attacked) => Promise<string>,
  env: Record<string, string> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'attack-'));
  const database = join(folder, 'talks.sqlite');
  try {
    const port = await freePort();
    const settings = { PORT: String(port), DATABASE_URL: `file:${database}`, LOG_LEVEL: 'silent', ...env };
    const server = await startProcess(settings);
    const url = `http://localhost:${port}/`;
    await learned(url);
    const watch = watchPage(url);
    const reached = await run({ url, database }).catch((error: unknown) => `failed: ${String(error)}`);
    const silence = (await watch.stop()).toFixed(0);
    console.log(
      `${attack}\n  ${reached}\n  longest silence: ${silence} ms, peak memory: ${peakMemory(server.pid)} MB`,
    );
    await server.kill('SIGKILL');
  } catch (error) {
    console.log(`${attack}\n  ${refusalOf(error)}`);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Waits until the assistant has learned its content, which holds it up for a moment after each start. */
async function learned(url: string): Promise<void> {
  const person = new DirectLinePerson(url);
  await person.open();
  await person.say('which browser should I use?');
}

async function flood(call: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  const until = performance.now() + FLOOD_MS;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const answer = await call();
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return statuses;
}

/** Opens the streams of a conversation and reads nothing from them for some seconds. */
async function deafSockets(person: DirectLinePerson, count: number): Promise<string> {
  const sockets: WebSocket[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await person.call(
      'GET',
      `/v3/directline/conversations/${person.conversationId}?watermark=0`,
    );
    if (!answer.ok) continue;
    const { streamUrl } = (await answer.json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl.replace(/^wss:\/\/[^/]+/, 'ws://localhost'));
    socket.on('error', () => undefined);
    socket.on('open', () => socket.pause());
    sockets.push(socket);
  }
  await new Promise((later) => setTimeout(later, 5_000));
  const open = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  for (const socket of sockets) socket.terminate();
  return `sockets opened: ${open}`;
}

async function handOver(url: string): Promise<{ text: string }> {
  const person = new DirectLinePerson(url);
  await person.open();
  for (const words of ['start from the beginning', 'next', 'human']) await person.say(words);
  const form = (await person.say('somebody@victim.example')) ?? { text: '' };
  return /Your ticket is/.test(form.text) ? form : person.say('send it');
}

/** Posts an activity as a browser or program on the machine itself would; the port is not reachable by this name from outside. */
async function postAsLocalhost(url: string): Promise<string> {
  const { port } = new URL(url);
  const body = JSON.stringify({
    type: 'message',
    id: '1',
    text: 'hi',
    serviceUrl: 'http://127.0.0.1:9/',
    channelId: 'msteams',
    from: { id: 'a' },
    recipient: { id: 'b' },
    conversation: { id: 'c', conversationType: 'personal', tenantId: 'd' },
  });
  return new Promise((answered, failed) => {
    const socket = connect(Number(port), 'localhost', () =>
      socket.write(
        `POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      ),
    );
    let answer = '';
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.on('end', () => answered(answer.split('\r\n')[0] ?? ''));
    socket.on('error', failed);
  });
}

function counted(values: readonly (number | string)[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].map(([value, same]) => `${same.length} × ${value}`).join(', ') || 'none';
}

function rowsIn(database: string): number {
  const file = new DatabaseSync(database, { readOnly: true });
  try {
    return Number(file.prepare('SELECT count(*) AS rows FROM entries').get()?.rows);
  } finally {
    file.close();
  }
}

/** Returns the most memory that a process has had, in MB; only Linux tells it. */
function peakMemory(pid: number): number | string {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return '?';
  }
}

function refusalOf(error: unknown): string {
  const [, reason = ''] = String(error).split('did not start:\n');
  return reason ? `does not start: ${reason.slice(0, 80)}` : String(error);
}
