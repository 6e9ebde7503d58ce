import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import type { Activity, ResourceResponse } from 'botbuilder-core';
import {
  type ConnectorClient,
  type ConnectorClientOptions,
  ConversationConstants,
} from 'botframework-connector';
import { z } from 'zod';
import { http } from '../../http/node-http.ts';
import { type Answer, exchange } from './exchange.ts';

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>;
type SdkRequest = Parameters<HttpClient['sendRequest']>[0];
type SdkAnswer = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** The headers that are the same in every message to an address. */
const SAME_HEADERS = new Set(['accept', 'accept-encoding', 'content-type', 'user-agent']);
const REQUEST_ID = 'x-ms-client-request-id';
const TAKEN = new Set([200, 201, 202]);

const takenSchema = z.object({ id: z.string() });

/** How the SDK's client sends to an address. */
interface Learned {
  headers: Record<string, string>;
  /** The agent of a proxy that the environment names. */
  agent: Agent | undefined;
}

/** A message that the SDK's client sends. */
interface Sending {
  /** Tells how it does so. */
  learn: (learned: Learned) => void;
  /** Returns what Teams has answered to our own attempt, once. */
  first: (() => Promise<Answer>) | undefined;
}

interface Message {
  method: 'POST' | 'PUT';
  /** The parts of the path after the address. */
  path: readonly string[];
  activity: Partial<Activity>;
  headers?: Record<string, string>;
  /** Sends the same message by the SDK's client. */
  bySdk: (options: { customHeaders: Record<string, string> }) => Promise<ResourceResponse>;
}

/**
 * Sends messages to Teams with the headers and credentials of the SDK's clients, but not through their pipelines, which take longer
 * than the sending. The first message to an address goes through, so that its headers are known; so does each that Teams does not take
 * at once: the pipeline gets the answer as if it had sent the message itself, and repeats, redirects or throws as ever.
 */
export class DirectSending {
  readonly #sending = new AsyncLocalStorage<Sending>();

  /** What the SDK's pipelines send with. */
  readonly httpClient: HttpClient = { sendRequest: (request) => this.#sendForSdk(request) };

  /** Lets a client of the SDK send directly. */
  use(client: ConnectorClient, serviceUrl: string): void {
    const { conversations } = client;
    const sdk = {
      send: conversations.sendToConversation.bind(conversations),
      reply: conversations.replyToActivity.bind(conversations),
      update: conversations.updateActivity.bind(conversations),
    };
    const deliver = this.#deliveryTo(client, serviceUrl);
    const path = (conversation: string) => ['v3', 'conversations', conversation, 'activities'];
    Object.assign(conversations, {
      sendToConversation: (conversation: string, activity: Partial<Activity>) =>
        deliver({
          method: 'POST',
          path: path(conversation),
          activity,
          bySdk: (options) => sdk.send(conversation, activity, options),
        }),
      replyToActivity: (conversation: string, id: string, activity: Partial<Activity>) =>
        deliver({
          method: 'POST',
          path: [...path(conversation), id],
          activity,
          headers: { [ConversationConstants.ConversationIdHttpHeaderName]: conversation },
          bySdk: (options) => sdk.reply(conversation, id, activity, options),
        }),
      updateActivity: (conversation: string, id: string, activity: Partial<Activity>) =>
        deliver({
          method: 'PUT',
          path: [...path(conversation), id],
          activity,
          bySdk: (options) => sdk.update(conversation, id, activity, options),
        }),
    });
  }

  /** Returns the function that delivers messages to one address. */
  #deliveryTo(client: ConnectorClient, serviceUrl: string): (message: Message) => Promise<ResourceResponse> {
    const base = serviceUrl.replace(/\/?$/, '/');
    let learned: Learned | undefined;
    const learn = (now: Learned) => {
      learned = now;
    };
    return async ({ method, path, activity, headers, bySdk }) => {
      const customHeaders = { [REQUEST_ID]: randomUUID() };
      const authorization = learned && (await authorizationOf(client));
      let first: Sending['first'];
      if (learned && authorization) {
        const attempt = exchange({
          method,
          url: base + path.map(encodeURIComponent).join('/'),
          headers: { ...learned.headers, ...headers, ...customHeaders, ...authorization },
          body: bodyOf(activity),
          agent: learned.agent,
        });
        const taken = await attempt.then(takenIn, () => undefined);
        if (taken) return taken;
        first = () => attempt;
      }
      return this.#sending.run({ learn, first }, () => bySdk({ customHeaders }));
    };
  }

  async #sendForSdk(request: SdkRequest): Promise<SdkAnswer> {
    const sending = this.#sending.getStore();
    const first = sending?.first;
    if (sending) sending.first = undefined;
    sending?.learn(learnedFrom(request));
    const answer = await (first?.() ??
      exchange({
        method: request.method,
        url: request.url,
        headers: request.headers.toJson({ preserveCase: true }),
        body: typeof request.body === 'string' ? request.body : undefined,
        agent: agentOf(request.agent),
      }));
    return answerFor(request, answer);
  }
}

/** Writes a message as the SDK's client does: of an entity it sends the type alone, and ours are for our own chat page. */
function bodyOf(activity: Partial<Activity>): string {
  const { entities } = activity;
  return JSON.stringify(
    entities ? { ...activity, entities: entities.map(({ type }) => ({ type })) } : activity,
  );
}

function learnedFrom({ headers, agent }: SdkRequest): Learned {
  const all = Object.entries(headers.toJson({ preserveCase: true }));
  const same = all.filter(([name]) => SAME_HEADERS.has(name.toLowerCase()));
  return { headers: Object.fromEntries(same), agent: agentOf(agent) };
}

function agentOf(agent: SdkRequest['agent']): Agent | undefined {
  return agent instanceof http.Agent ? agent : undefined;
}

/** Returns the header that the SDK's credentials add; undefined where they cannot, which the SDK's client then says. */
async function authorizationOf({
  credentials,
}: ConnectorClient): Promise<Record<string, string> | undefined> {
  const added: Record<string, string> = {};
  const headers = { set: (name: string, value: string) => Object.assign(added, { [name]: value }) };
  try {
    // They do nothing with a request but add to its headers.
    await credentials.signRequest({ headers } as unknown as SdkRequest);
    return added;
  } catch {
    return undefined;
  }
}

/** Returns what Teams says of a message that it has taken; undefined for any other answer. */
function takenIn({ status, text }: Answer): ResourceResponse | undefined {
  if (!TAKEN.has(status)) return undefined;
  try {
    return takenSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function answerFor(request: SdkRequest, { status, headers, text }: Answer): SdkAnswer {
  const sdkHeaders = request.headers.clone();
  for (const name of sdkHeaders.headerNames()) sdkHeaders.remove(name);
  for (const [name, value] of Object.entries(headers)) {
    const one = Array.isArray(value) ? value[0] : value;
    if (one !== undefined) sdkHeaders.set(name, one);
  }
  return { request, status, headers: sdkHeaders, bodyAsText: text };
}
