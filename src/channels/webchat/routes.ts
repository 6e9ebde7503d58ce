import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Server } from 'restify';
import { z } from 'zod';
import { HttpError, logError } from '../../http/http-error.ts';
import { queryOf } from '../../http/query.ts';
import { readJson } from '../../http/read-json.ts';
import { type Access, bearerToken } from './access.ts';
import type { WebChatAdapter } from './adapter.ts';
import { type Answer, FAILED, type Handler, route } from './answer.ts';
import type { History } from './history.ts';
import type { Origins } from './origins.ts';
import { noFiles, readActivity, readRenewal, readStart } from './parse-activity.ts';
import type { Claims, Tokens } from './tokens.ts';
import { readWatermark } from './watermark.ts';

const BASE = '/v3/directline';
const CONVERSATION = `${BASE}/conversations/:conversation`;
const params = z.object({ conversation: z.string() });

/** What the routes of the web chat are made of. */
export interface Parts {
  access: Access;
  adapter: WebChatAdapter;
  history: History;
  origins: Origins;
  tokens: Tokens;
}

/** Adds Direct Line's calls, and the one that gives tokens, to the server. */
export function addRoutes(server: Server, parts: Parts): void {
  const { access, adapter, history, origins, tokens } = parts;
  const to = (handler: Handler) => route(origins, handler);

  const enter = (request: Request): Promise<Claims> =>
    access.enter(request, bearerToken(request), 'valid', params.parse(request.params).conversation);

  const opened = async (
    request: Request,
    claims: Claims,
    status: number,
    watermark: number,
  ): Promise<Answer> => ({
    status,
    body: {
      conversationId: claims.conversation,
      ...(await tokens.issue(claims)),
      streamUrl: streamUrl(request, claims.conversation, await tokens.issueForStream(claims), watermark),
    },
  });

  const giveToken: Handler = async (request, origin) => {
    const old = bearerToken(request) ?? readRenewal(await readJson(request));
    const claims = old === undefined ? newClaims(origin) : await access.claims(request, old, 'renewable');
    const body = {
      conversationId: claims.conversation,
      userId: claims.user,
      ...(await tokens.issue(claims)),
    };
    return { status: 200, body };
  };

  const start: Handler = async (request) => {
    const claims = await access.claims(request, bearerToken(request), 'valid');
    const activity = readStart(await readJson(request), claims);
    const isNew = await history.begin(claims.conversation, claims.user);
    await turn(request, () => adapter.processJoin(activity));
    return opened(request, claims, isNew ? 201 : 200, 0);
  };

  const reconnect: Handler = async (request) => {
    const claims = await enter(request);
    return opened(request, claims, 200, watermarkOf(request));
  };

  const activities: Handler = async (request) => {
    const { conversation } = await enter(request);
    const { rows, last } = await history.after(conversation, watermarkOf(request));
    return { status: 200, body: { activities: rows, watermark: String(last) } };
  };

  const post: Handler = async (request) => {
    const claims = await enter(request);
    const activity = readActivity(await readJson(request), claims);
    const id = activity ? await turn(request, () => adapter.processMessage(activity)) : randomUUID();
    return { status: 200, body: { id } };
  };

  const refresh: Handler = async (request) => {
    const claims = await access.claims(request, bearerToken(request), 'valid');
    return { status: 200, body: { conversationId: claims.conversation, ...(await tokens.issue(claims)) } };
  };

  const upload: Handler = async (request) => {
    await enter(request);
    throw noFiles();
  };

  const preflight: Handler = async () => ({ status: 200, body: {} });
  const nothing: Handler = async () => {
    throw new HttpError(
      404,
      'NotFound',
      'There is no such call. See the Direct Line 3.0 API for those that exist.',
    );
  };

  server.post('/api/webchat/token', to(giveToken));
  server.opts('/api/webchat/token', to(preflight));
  server.post(`${BASE}/conversations`, to(start));
  server.get(CONVERSATION, to(reconnect));
  server.get(`${CONVERSATION}/activities`, to(activities));
  server.post(`${CONVERSATION}/activities`, to(post));
  server.post(`${CONVERSATION}/upload`, to(upload));
  server.post(`${BASE}/tokens/refresh`, to(refresh));
  server.opts(`${BASE}/*`, to(preflight));
  for (const method of ['get', 'head', 'post', 'put', 'patch', 'del'] as const) {
    server[method](`${BASE}/*`, to(nothing));
  }
}

function newClaims(origin: string | undefined): Claims {
  const random = (): string => randomBytes(16).toString('base64url');
  return { conversation: random(), user: `dl_${random()}`, ...(origin !== undefined && { origin }) };
}

/** Runs a turn; where the bot fails, nothing of the turn was kept and the client may send the same again. */
async function turn<Result>(request: Request, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    logError(error, request.log, FAILED);
    throw new HttpError(502, 'BotError', 'The assistant could not answer. Send it again in a moment.');
  }
}

function watermarkOf(request: Request): number {
  return readWatermark(queryOf(request).get('watermark'));
}

function streamUrl(request: Request, conversation: string, token: string, watermark: number): string {
  const isSecure = request.isSecure() || request.headers['x-forwarded-proto'] === 'https';
  const host = `${isSecure ? 'wss' : 'ws'}://${request.headers.host ?? 'localhost'}`;
  return `${host}${BASE}/conversations/${conversation}/stream?watermark=${watermark}&t=${token}`;
}
