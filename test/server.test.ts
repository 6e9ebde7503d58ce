import { once } from 'node:events';
import { connect } from 'node:net';
import nock from 'nock';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLog } from '../src/lib/log.ts';
import { createServer, refuseOnceStopping } from '../src/server.ts';

type TestServer = ReturnType<typeof createServer>;

async function listening(server: TestServer): Promise<TestServer> {
  server.get('/here', (_request, response, next) => {
    response.json({ status: 'here' });
    next();
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', () => listens()));
  onTestFinished(() => server.close());
  return server;
}

/** Sends the beginning of a request, or a whole one, and returns what comes back until the connection closes. */
async function answerOf(server: TestServer, sent: string): Promise<string> {
  const socket = connect(server.address().port, '127.0.0.1');
  socket.write(sent);
  let answer = '';
  socket.on('data', (data) => (answer += String(data)));
  await once(socket, 'close');
  return answer;
}

const answer = async (sent: string) => answerOf(await listening(createServer(openLog('silent'))), sent);

test.each(['evil; x', 'a b', '[', ''])(
  'The server refuses the Host header "%s" and lives on',
  async (host) => {
    expect(await answer(`GET /here HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 400 /,
    );
  },
);

test('The server tells each client the id under which the log has its request', async () => {
  const id = '4bf92f3577b34da6a3ce929d0e0e4736';
  const request = `GET /here HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\nConnection: close\r\n\r\n`;
  expect(await answer(request)).toContain(`X-Correlation-ID: ${id}`);
});

test('Once the assistant stops, the server refuses requests on the connections that are still open', async () => {
  const stopping = new AbortController();
  const server = await listening(createServer(openLog('silent')));
  refuseOnceStopping(server, stopping.signal);
  server.get('/readyz', (_request, response, next) => {
    response.json(503, {});
    next();
  });
  stopping.abort();
  const refused = await answerOf(server, 'GET /here HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(refused).toMatch(/^HTTP\/1.1 503 .*Retry-After: \d+.*"code":"Stopping"/s);
  const asked = await answerOf(
    server,
    'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  );
  expect(asked).not.toContain('Stopping');
});

describe('A client that sends half a request', () => {
  const half = {
    head: 'GET /here HTTP/1.1\r\nHost: localhost\r\n',
    body: 'POST /here HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf',
  };

  test.each(['head', 'body'] as const)('and not the rest of the %s is cut off', async (part) => {
    // It passes on whole requests only.
    nock.restore();
    onTestFinished(() => nock.activate());
    const server = createServer(openLog('silent'));
    expect(server.server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 30_000 });
    // The same with less patience, so that the test has not to wait as long.
    Object.assign(server.server, {
      headersTimeout: 50,
      requestTimeout: 100,
      connectionsCheckingInterval: 10,
    });
    server.post('/here', async (request, response) => {
      await once(request, 'end');
      response.json({});
    });
    await listening(server);
    expect(await answerOf(server, half[part])).toMatch(/^HTTP\/1.1 408 /);
  });
});
