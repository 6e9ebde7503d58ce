import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { foreignMarkers } from './marker.ts';

/** Takes the assistant's messages in the place of Teams, and checks that each goes to the conversation that it speaks of. */
export class Connector {
  /** The numbers of the conversations that Teams has posted from, by their ids. */
  readonly conversations = new Map<string, number>();
  readonly problems: string[] = [];
  received = 0;

  readonly #server = createServer(async (request, response) => {
    const body = await text(request);
    this.received++;
    const id = decodeURIComponent(/\/v3\/conversations\/([^/]+)/.exec(request.url ?? '')?.[1] ?? '');
    const number = this.conversations.get(id);
    if (number === undefined) this.problems.push(`a message to "${id}", from where nobody wrote`);
    const foreign = foreignMarkers(body, number);
    if (foreign.length > 0) this.problems.push(`a message to "${id}" has the words of ${foreign.join(', ')}`);
    response.writeHead(201, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ id: `message-${this.received}` }));
  });

  async open(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', () => listening()));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Returns the number of a conversation, which gets one when it is first seen. */
  numberOf(id: string): number {
    const number = this.conversations.get(id) ?? this.conversations.size;
    this.conversations.set(id, number);
    return number;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
