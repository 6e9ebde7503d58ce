import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import nock from 'nock';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { STOP_WITHIN_MS } from '../../src/stop.ts';
import { type AssistantProcess, startProcess } from '../support/assistant-process.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { PostgresServer } from '../support/postgres.ts';
import { MailServer } from '../tickets/systems/email/mail-server.ts';
import { confirmedTicket, mailSettings } from './hand-over.ts';
import { newDatabase, waiting } from './store-beside.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  // It passes on whole requests only.
  nock.restore();
  postgres = await PostgresServer.start();
});
afterAll(() => postgres.remove());

const running: AssistantProcess[] = [];
afterEach(async () => {
  for (const assistant of running.splice(0)) await assistant.kill('SIGKILL');
});

async function start(env: Record<string, string> = {}): Promise<AssistantProcess> {
  const assistant = await startProcess({ DATABASE_URL: newDatabase(), LOG_LEVEL: 'info', ...env });
  running.push(assistant);
  return assistant;
}

/** Stops the process as Docker does, and expects that it ended by itself, in order and within its bound. */
async function expectCleanStop(assistant: AssistantProcess): Promise<void> {
  await assistant.kill('SIGTERM');
  expect(assistant.ended()).toEqual({ code: 0, signal: null });
  const line = /^\{.*"msg":"stopped".*\}$/m.exec(assistant.printed())?.[0] ?? '{}';
  const { ms, withinMs } = JSON.parse(line);
  expect(withinMs).toBe(STOP_WITHIN_MS);
  expect(ms).toBeLessThanOrEqual(withinMs);
}

function portOf({ url }: AssistantProcess): number {
  return Number(new URL(url).port);
}

/** A server on this machine that takes connections and what is sent, and never says anything. */
async function silentServer(): Promise<{ port: number; connected: Promise<unknown> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).resume());
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return { port: address.port, connected: once(server, 'connection') };
}

describe('SIGTERM ends the process cleanly', () => {
  test('while a client has sent half a request and a second signal comes', async () => {
    const assistant = await start();
    const socket = connect(portOf(assistant), '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.write('POST /api/webchat/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
    await (await fetch(`${assistant.url}livez`)).text();
    const first = assistant.kill('SIGTERM');
    await expect.poll(assistant.printed).toContain('"msg":"stopping"');
    await expectCleanStop(assistant);
    await first;
  });

  test('while pages listen: each WebSocket is told that it restarts, and the helpdesk’s event streams end', async () => {
    const assistant = await start();
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    const opened = await person.call('GET', `/v3/directline/conversations/${person.conversationId}`);
    const { streamUrl } = (await opened.json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    await once(socket, 'open');
    const closed = once(socket, 'close');

    const link = /http:\S+sign-in\S*/.exec(assistant.printed())?.[0] ?? '';
    const key = new URL(link);
    const signedIn = await fetch(new URL(key.pathname, key), {
      method: 'POST',
      body: new URLSearchParams(key.search),
      headers: { Origin: key.origin },
      redirect: 'manual',
    });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const events = await fetch(`${assistant.url}helpdesk/events`, { headers: { Cookie: cookie } });
    expect(events.headers.get('content-type')).toContain('text/event-stream');

    await expectCleanStop(assistant);
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1012, 'restarting']);
    await events.text();
  });

  test('while a mail server hangs: the mail waits for the next start', async () => {
    const mails = new MailServer();
    await mails.open();
    const settings = mailSettings(mails);
    await mails.close();
    const silent = await silentServer();
    const database = newDatabase();
    const smtp = `smtp://127.0.0.1:${silent.port}`;
    const assistant = await start({ ...settings, SMTP_URL: smtp, DATABASE_URL: database });
    const { number } = await confirmedTicket(assistant.url);
    await silent.connected;
    await expectCleanStop(assistant);
    const left = await waiting(database);
    expect(left).toContainEqual(expect.objectContaining({ target: 'email', ticket: number, isDead: false }));
  });

  test('while Zammad hangs: the ticket waits for the next start', async () => {
    const silent = await silentServer();
    const database = newDatabase();
    const assistant = await start({
      DATABASE_URL: database,
      HELPDESK: 'zammad',
      ZAMMAD_URL: `http://127.0.0.1:${silent.port}`,
      ZAMMAD_TOKEN: 'token',
    });
    const { number } = await confirmedTicket(assistant.url);
    await silent.connected;
    await expectCleanStop(assistant);
    const left = await waiting(database);
    expect(left).toContainEqual(expect.objectContaining({ target: 'zammad', ticket: number }));
  });

  test('in the middle of a turn, which is finished and answered', async () => {
    const url = await postgres.newDatabase();
    const assistant = await start({ DATABASE_URL: url });
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    const other = new Client(url);
    await other.connect();
    await other.query('BEGIN; LOCK TABLE assistant_entries IN EXCLUSIVE MODE');
    const posted = person.post({ type: 'message', text: 'start' });
    const waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'RowExclusiveLock'";
    await expect.poll(async () => (await other.query(waits)).rowCount).toBe(1);
    const stopped = expectCleanStop(assistant);
    await expect.poll(assistant.printed).toContain('"msg":"stopping"');
    await other.query('COMMIT');
    await other.end();
    expect((await posted).status).toBe(200);
    await stopped;
  });

  test('while PostgreSQL is frozen in the middle of a turn', async () => {
    const url = await postgres.newDatabase();
    const assistant = await start({ DATABASE_URL: url });
    const person = new DirectLinePerson(assistant.url);
    await person.open();
    onTestFinished(await postgres.freeze(url));
    const posted = person.post({ type: 'message', text: 'start' }).catch(() => undefined);
    await (await fetch(`${assistant.url}livez`)).text();
    await expectCleanStop(assistant);
    await posted;
  });
});
