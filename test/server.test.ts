import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../src/lib/log.ts';
import { createServer } from '../src/server.ts';

async function answer(request: string): Promise<string> {
  const server = createServer(openLog('silent'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  onTestFinished(() => server.close());
  const socket = connect(server.address().port, '127.0.0.1');
  socket.write(request);
  const [data] = await once(socket, 'data');
  socket.destroy();
  return String(data);
}

test('The server says that it is well', async () => {
  expect(await answer('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1.1 200 .*"ok"/s);
});

test.each(['evil; x', 'a b', '[', ''])(
  'The server refuses the Host header "%s" and lives on',
  async (host) => {
    expect(await answer(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  },
);
