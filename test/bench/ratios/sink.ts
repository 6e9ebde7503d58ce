import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes replies as Teams' connector does, and counts them. */
export interface Sink {
  url: string;
  taken: () => number;
  close: () => void;
}

/** Opens a sink, which keeps nothing. */
export async function openSink(): Promise<Sink> {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      taken += 1;
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(`{"id":"reply-${taken}"}`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    taken: () => taken,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
