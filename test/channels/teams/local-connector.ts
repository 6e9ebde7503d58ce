import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Activity } from 'botbuilder-core';
import type { Connect } from '../../support/clinician.ts';
import { openTestEndpoint, type TestEndpoint, written } from './support.ts';

/** A request of the assistant to a conversation of Teams. */
export interface Done {
  method: string;
  path: string;
  activity: Partial<Activity>;
}

/** What is sent at the same moment as an answer has come by then. */
const QUIET_MS = 50;

/** A status, perhaps with headers; undefined where the request succeeds. */
type Refused = number | [number, Record<string, string>] | undefined;

/** A Bot Connector on this machine, which takes the assistant's messages in the place of Teams. */
export class LocalConnector {
  readonly #server: Server;
  readonly #endpoints: Promise<TestEndpoint>[] = [];
  done: Done[] = [];
  /** Returns a status other than 201 for a request that is to fail, perhaps with headers. */
  refuse: (done: Done) => Refused | Promise<Refused> = () => undefined;
  /** Ids of the messages that hold cards, by the id of the card. */
  readonly #messages = new Map<string, string>();

  constructor() {
    this.#server = createServer(async (request, response) => {
      const activity = await bodyOf(request);
      const id = `message-${this.done.length + 1}`;
      const done = { method: request.method ?? '', path: request.url ?? '', activity };
      this.done.push(done);
      const refused = await this.refuse(done);
      const [status, headers] = typeof refused === 'object' ? refused : [refused ?? 201, {}];
      const card = /"card":"([0-9a-f-]{36})"/.exec(JSON.stringify(activity))?.[1];
      if (card) this.#messages.set(card, id);
      // With restify loaded, writeHead returns undefined and cannot be chained.
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify({ id }));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', () => listening()));
  }

  async close(): Promise<void> {
    for (const endpoint of this.#endpoints) await (await endpoint).close();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Waits until nothing comes any more: a card is replaced when its message has been answered already. */
  async settled(): Promise<void> {
    let seen: number;
    do {
      seen = this.done.length;
      await setTimeout(QUIET_MS);
    } while (this.done.length > seen);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Connects a person by Teams: over HTTP, with messages in Teams' shape. */
  readonly connect: Connect = (content, store, also) => {
    const endpoint = openTestEndpoint({ kind: 'local' }, { content, store, ...also });
    this.#endpoints.push(endpoint);
    const messagesSince = (before: number) =>
      this.done
        .slice(before)
        .filter(({ method, activity: { type } }) => method === 'POST' && type === 'message')
        .map(({ activity }) => activity);
    return {
      say: async (activity) => {
        const before = this.done.length;
        const response = await (await endpoint).post(this.inTeams(activity));
        if (!response.ok) throw new Error(`Teams was answered ${response.status}: ${await response.text()}`);
        return messagesSince(before);
      },
      sendProactive: async (...chat) => {
        const before = this.done.length;
        const outcome = await (await endpoint).sendProactive(...chat);
        return { outcome, messages: messagesSince(before) };
      },
    };
  };

  /** Returns an activity as Teams would post it. */
  inTeams({ id, conversation, from, recipient, type, text, value, membersAdded }: Partial<Activity>): object {
    const envelope = {
      id,
      type,
      serviceUrl: this.url,
      conversation: { conversationType: 'personal', tenantId: 'tenant', id: conversation?.id },
      from,
      recipient,
    };
    if (membersAdded)
      return written('', {
        ...envelope,
        text: undefined,
        attachments: undefined,
        membersAdded: [...membersAdded, recipient],
      });
    if (value === undefined) return written(text ?? '', envelope);
    const replyToId = this.#messages.get(String(value?.card));
    return written('', { ...envelope, text: undefined, attachments: undefined, value, replyToId });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Partial<Activity>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}
