import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Whose frames a WebSocket loses. */
type Direction = 'up' | 'down';

/** A way to a server that can be cut, hang, or lose the frames of WebSockets, as networks and proxies do. */
export interface TroubledNetwork {
  /** The address at which the server is reached by it. */
  url: string;
  /** Ends all connections, and refuses new ones. */
  cut(): Promise<void>;
  /** Lets nothing through any more, without saying so. */
  hang(): void;
  /** Lets WebSockets open, and then loses their frames; all else gets through. */
  loseFrames(...directions: Direction[]): void;
  /** Makes new connections work again; those that hung stay dead. */
  mend(): Promise<void>;
}

/** Opens a network in front of a server on this machine, for as long as the test runs. */
export async function openTroubledNetwork(port: number): Promise<TroubledNetwork> {
  const sockets = new Set<Socket>();
  /** The connections that have hung: nothing comes through them any more. */
  const dead = new WeakSet<Socket>();
  let isHanging = false;
  let lost: Direction[] = [];

  const server = createServer((client) => {
    const upstream = dial(port, '127.0.0.1');
    let isStream = false;
    if (isHanging) dead.add(client);
    const carry = (from: Socket, to: Socket, direction: Direction) => {
      sockets.add(from);
      from.on('data', (data) => {
        const isHandshake = data.includes('HTTP/1.1');
        isStream ||= isHandshake && /^upgrade: websocket/im.test(String(data));
        const isLost = isStream && !isHandshake && lost.includes(direction);
        if (!dead.has(client) && !isLost) to.write(data);
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        if (direction === 'up' || !dead.has(client)) to.destroy();
      });
    };
    carry(client, upstream, 'up');
    carry(upstream, client, 'down');
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const cut = async () => {
    for (const socket of sockets) socket.destroy();
    await closed(server);
  };
  onTestFinished(cut);

  return {
    url: `http://127.0.0.1:${own}`,
    cut,
    hang() {
      isHanging = true;
      for (const socket of sockets) dead.add(socket);
    },
    loseFrames(...directions) {
      lost = directions;
    },
    async mend() {
      isHanging = false;
      lost = [];
      if (!server.listening) await listen(own);
    },
  };
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const end = once(server, 'close');
  server.close();
  await end;
}
