import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { configFrom } from '../../../src/config/config.ts';
import { checkPort } from '../../../src/doctor/checks/port.ts';
import { freePort } from '../../support/free-port.ts';

/** A port on which a server answers like this. */
async function takenBy(answer: RequestListener): Promise<number> {
  const port = await freePort();
  const server = createServer(answer).listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return port;
}

const check = (env: Record<string, string>) => checkPort(configFrom(env));

test('A free port passes, and is free again afterwards', async () => {
  const env = { PORT: String(await freePort()) };
  expect(await check(env)).toMatchObject({ outcome: 'ok', says: `127.0.0.1:${env.PORT} can be listened on` });
  expect(await check(env)).toMatchObject({ outcome: 'ok' });
});

test('A port on which the assistant answers passes: it is already running', async () => {
  const port = await takenBy((_, response) => response.end('{"status":"ok"}'));
  expect(await check({ PORT: String(port) })).toMatchObject({
    outcome: 'ok',
    says: expect.stringContaining('already running'),
  });
});

test('A port on which another program answers fails', async () => {
  const port = await takenBy((_, response) => response.end('hello'));
  expect(await check({ PORT: String(port) })).toMatchObject({
    outcome: 'failed',
    says: `127.0.0.1:${port} is in use by another program`,
    fix: expect.stringContaining('PORT='),
  });
});

test('An address of another machine fails', async () => {
  expect(await check({ HOST: '192.0.2.1', BOT_TYPE: 'none', PORT: '0' })).toMatchObject({
    outcome: 'failed',
    says: expect.stringMatching(/^192\.0\.2\.1:0 cannot be listened on \(E/),
    fix: expect.stringContaining('HOST='),
  });
});

test('A port waits for its settings', async () => {
  expect(await checkPort(undefined)).toMatchObject({ outcome: 'skipped' });
});
