import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy that sends each request, and each WebSocket, to the next of several servers, whoever sends it. */
export class RoundRobin {
  /** The addresses of the servers that are sent requests. */
  readonly servers: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #turn = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (incoming, answer) => this.#forward(incoming, answer));
    server.on('upgrade', (incoming, socket, head) => this.#join(incoming, socket as Socket, head));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Opens a proxy, which has no servers yet. */
  static async open(): Promise<RoundRobin> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RoundRobin(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Takes a server out, as before it is stopped. */
  remove(url: string): void {
    this.servers.splice(this.servers.indexOf(url), 1);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #next(): URL {
    return new URL(this.servers[this.#turn++ % this.servers.length] ?? '');
  }

  #forward(incoming: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = incoming;
    const target = this.#next();
    const outgoing = request({ host: target.hostname, port: target.port, method, path: url, headers });
    outgoing.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.on('error', () => answer.destroy());
      response.pipe(answer);
    });
    outgoing.on('error', () => {
      if (answer.headersSent) {
        answer.destroy();
        return;
      }
      answer.statusCode = 502;
      answer.end();
    });
    incoming.pipe(outgoing);
  }

  #join({ method, url, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer): void {
    const target = this.#next();
    const server = connect(Number(target.port), target.hostname);
    const pairs = rawHeaders.map((text, index) => text + (index % 2 === 0 ? ': ' : '\r\n')).join('');
    server.write(`${method} ${url} HTTP/1.1\r\n${pairs}\r\n`);
    server.write(head);
    socket.pipe(server).pipe(socket);
    for (const [one, other] of [
      [socket, server],
      [server, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }
}
