import { randomUUID } from 'node:crypto';
import { fdatasync, openSync, write, writeSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import restify from 'restify';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The baseline of the web chat, in a process of its own: restify and ws with the calls of Direct Line that a page makes, which say
 * on the socket what was posted. It checks and keeps nothing; with a file's name it writes as much as a turn of ours to the disk, and
 * waits for that, before it says anything. It prints its address.
 */
const [, , kept] = process.argv;
const file = kept === undefined ? undefined : openSync(kept, 'w');
const PAGES = Buffer.alloc(16 * 1024, 'page');
/** As SQLite's log, the file is as large from the start as it ever gets, and written over and over. */
const FILE_BYTES = 16 * 1024 * 1024;
if (file !== undefined) writeSync(file, Buffer.alloc(FILE_BYTES));
let at = 0;
const sockets = new Map<string, WebSocket>();
const server = restify.createServer();
const webSockets = new WebSocketServer({ noServer: true });
server.use(restify.plugins.bodyParser());

server.post('/api/webchat/token', async (_request, response) => {
  const conversationId = randomUUID();
  response.json({ conversationId, token: conversationId });
});
server.post('/v3/directline/conversations', async (request, response) => {
  const conversation = String(request.headers.authorization).replace('Bearer ', '');
  response.json({ streamUrl: `ws://${request.headers.host}/${conversation}` });
});
server.post('/v3/directline/conversations/:conversation/activities', async (request, response) => {
  if (file !== undefined) {
    at = (at + PAGES.length) % FILE_BYTES;
    await promisify(write)(file, PAGES, 0, PAGES.length, at);
    await promisify(fdatasync)(file);
  }
  show(request.params.conversation, String(request.body.text));
  response.json({ id: randomUUID() });
});
server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
  webSockets.handleUpgrade(request, socket, head, (opened) => {
    const conversation = String(request.url).slice(1);
    sockets.set(conversation, opened);
    show(conversation, 'Hello');
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));

function show(conversation: string, text: string): void {
  const activity = { type: 'message', id: randomUUID(), from: { role: 'bot' }, text };
  sockets.get(conversation)?.send(JSON.stringify({ activities: [activity], watermark: '1' }));
}
