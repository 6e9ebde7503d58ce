import { once } from 'node:events';
import type { TurnContext } from 'botbuilder-core';
import restify from 'restify';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { mountWebChat } from '../../../src/channels/webchat/index.ts';
import type { RunTurn, TurnLogic } from '../../../src/conversation/transaction.ts';
import type { Limits } from '../../../src/limits/limits.ts';
import { openMemoryStore } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/store.ts';
import { testLimits } from '../../support/test-limits.ts';
import { testTurns } from './test-turns.ts';

export const DAY = 24 * 3_600_000;

const activity = z.looseObject({
  id: z.string(),
  type: z.string(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  from: z.looseObject({ id: z.string(), role: z.string() }),
});
const page = z.object({ activities: z.array(activity), watermark: z.string() });
const token = z.object({
  token: z.string(),
  conversationId: z.string(),
  userId: z.string(),
  expires_in: z.number(),
});
const opened = z.object({
  conversationId: z.string(),
  token: z.string(),
  expires_in: z.number(),
  streamUrl: z.string(),
});

type Page = z.infer<typeof page>;
export type Token = z.infer<typeof token>;
type Headers = Record<string, string>;

/** The echo bot of these tests: it greets each person who joins and repeats their words. */
export async function echo(context: TurnContext): Promise<void> {
  const { type, text, value, name } = context.activity;
  if (type === 'conversationUpdate') await context.sendActivity('welcome');
  else await context.sendActivity(`you said ${text ?? JSON.stringify(value) ?? name}`);
}

interface Setting {
  store?: Store;
  limits?: Limits;
  bot?: TurnLogic;
  runTurn?: RunTurn;
  origins?: string[];
  publicUrl?: string;
  signingKey?: string;
  port?: number;
  log?: object;
}

/** Opens a web chat that is closed when the test ends. */
export async function openChat(setting: Setting = {}) {
  const store = setting.store ?? openMemoryStore();
  const server = restify.createServer();
  Object.assign(server, { log: setting.log ?? { error() {}, warn() {}, trace() {} } });
  const webChat = mountWebChat(server, {
    store,
    limits: setting.limits ?? testLimits(),
    runTurn: setting.runTurn ?? testTurns(store, setting.bot ?? echo),
    origins: setting.origins ?? [],
    publicUrl: setting.publicUrl,
    signingKey: setting.signingKey,
    retentionMs: 180 * DAY,
  });
  server.listen(setting.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;

  const close = async (): Promise<void> => {
    if (!server.server.listening) return;
    const closed = once(server.server, 'close');
    server.close();
    await webChat.close();
    await closed;
  };
  onTestFinished(close);

  const call = async (
    method: string,
    path: string,
    bearer?: string,
    body?: unknown,
    headers: Headers = {},
  ) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
  const path = (conversation: string) => `/v3/directline/conversations/${conversation}`;

  return {
    url,
    port,
    domain: `${url}/v3/directline`,
    store,
    server,
    webChat,
    close,
    call,
    path,
    async token(old?: string): Promise<Token> {
      return token.parse((await call('POST', '/api/webchat/token', old)).body);
    },
    async start(bearer: string) {
      const { status, body } = await call('POST', '/v3/directline/conversations', bearer, {});
      return { status, ...opened.parse(body) };
    },
    async reconnect({ conversationId, token }: Token, watermark = '') {
      return opened.parse((await call('GET', `${path(conversationId)}?watermark=${watermark}`, token)).body);
    },
    async say({ conversationId, token }: Token, said: string | object): Promise<string> {
      const message = typeof said === 'string' ? { type: 'message', text: said } : said;
      const { body } = await call('POST', `${path(conversationId)}/activities`, token, message);
      return z.object({ id: z.string() }).parse(body).id;
    },
    async activities({ conversationId, token }: Token, watermark = ''): Promise<Page> {
      const address = `${path(conversationId)}/activities?watermark=${watermark}`;
      return page.parse((await call('GET', address, token)).body);
    },
    /** Opens a conversation, which the bot greets, and returns its token. */
    async openConversation(): Promise<Token> {
      const fresh = await this.token();
      await this.start(fresh.token);
      return fresh;
    },
  };
}

export type Chat = Awaited<ReturnType<typeof openChat>>;

/** Returns the texts of a page in order, the person's own marked with ">". */
export function texts({ activities }: Page): string[] {
  return activities.map(({ text, type, from }) => `${from.role === 'user' ? '> ' : ''}${text ?? type}`);
}

/** Opens a WebSocket on a stream that collects the pages it is sent. */
export async function listen(streamUrl: string) {
  const socket = new WebSocket(streamUrl);
  const pages: Page[] = [];
  socket.on('message', (data) => {
    const text = data.toString();
    if (text !== '') pages.push(page.parse(JSON.parse(text)));
  });
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());
  const all = (): Page => ({
    activities: pages.flatMap(({ activities }) => activities),
    watermark: pages.at(-1)?.watermark ?? '',
  });
  return { socket, pages, all, texts: () => texts(all()) };
}
