import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { NO_STORE } from '../../http/headers.ts';
import { HttpError, logError, toHttpError } from '../../http/http-error.ts';
import { readJson, readQuery, requestedHost } from '../../http/read-request.ts';
import { answering, sendJson } from '../../http/respond.ts';
import { UnavailableError } from '../../lib/unavailable-error.ts';
import type { Limits } from '../../limits/limits.ts';
import { type Access, bearerToken, type Origins } from './access.ts';
import type { Sender, WebChatAdapter } from './adapter.ts';
import type { History, LastPage } from './history.ts';
import {
  noFiles,
  readActivity,
  readRenewal,
  readStart,
  readWatermark,
  seenActivity,
} from './parse-activity.ts';
import type { Claims, Tokens } from './tokens.ts';

/** The log message for an unexpected error. */
export const FAILED = 'a web chat request failed';

/** A status and the JSON that goes with it. */
interface JsonAnswer {
  status: number;
  body: unknown;
}

/** Answers a request; `origin` is the allowed site that a browser names. */
type Handler = (request: Request, origin: string | undefined) => Promise<JsonAnswer>;

/** Below these paths are the calls of the web chat. */
export const API = '/api/webchat';
export const BASE = '/v3/directline';
const CONVERSATION = `${BASE}/conversations/:conversation`;
/** No row has a higher number. */
const NEWEST = Number.MAX_SAFE_INTEGER;
const params = z.object({ conversation: z.string() });

/** The parts that the routes of the web chat use. */
export interface Parts {
  access: Access;
  adapter: WebChatAdapter;
  history: History;
  origins: Origins;
  tokens: Tokens;
  limits: Limits;
  /** The scheme and host under which people reach the assistant; without it, those that a request names. */
  publicUrl: string | undefined;
  endConversation(conversation: string): Promise<void>;
}

/** Adds the calls of Direct Line and the token call to the server. */
export function addRoutes(server: Server, parts: Parts): void {
  const { access, adapter, history, origins, tokens, limits, publicUrl, endConversation } = parts;
  const to = (handler: Handler) => route(origins, handler);

  const pagesFor = (request: Request): string => publicUrl ?? requestedHost(request);
  const senderOf = (request: Request): Sender => ({
    address: limits.addressOf(request),
    pages: pagesFor(request),
  });
  const claimsOf = (request: Request, origin: string | undefined): Promise<Claims> =>
    access.claims({ token: bearerToken(request), origin }, 'valid');
  const enter = (request: Request, origin: string | undefined): Promise<Claims> => {
    const { conversation } = params.parse(request.params);
    return access.claimsFor({ token: bearerToken(request), origin }, 'valid', conversation);
  };

  /** Counts what begins a turn. */
  const countTurn = async (request: Request, conversation: string): Promise<void> => {
    await Promise.all([
      limits.check('messages', conversation),
      limits.checkAddress('messagesOfAddress', request),
    ]);
  };
  /** Counts a conversation that has no row yet. */
  const countIfNew = async (request: Request, conversation: string): Promise<void> => {
    if ((await history.statusOf(conversation)) !== 'unopened') return;
    await Promise.all([
      limits.checkAddress('newConversations', request),
      limits.checkAddress('newConversationsOfDay', request),
    ]);
  };

  const opened = async (
    request: Request,
    claims: Claims,
    status: number,
    watermark: number,
  ): Promise<{ status: number; body: object }> => ({
    status,
    body: {
      conversationId: claims.conversation,
      ...(await tokens.issue(claims)),
      streamUrl:
        `${pagesFor(request).replace(/^http/, 'ws')}${BASE}/conversations/${claims.conversation}` +
        `/stream?watermark=${watermark}&t=${await tokens.issueForStream(claims)}`,
    },
  });

  const giveToken: Handler = async (request, origin) => {
    await limits.checkAddress('tokens', request);
    const token = bearerToken(request) ?? readRenewal(await readJson(request));
    const claims =
      token === undefined ? newClaims(origin) : await access.claims({ token, origin }, 'renewable');
    const body = {
      conversationId: claims.conversation,
      userId: claims.user,
      ...(await tokens.issue(claims)),
    };
    return { status: 200, body };
  };

  const revoke: Handler = async (request, origin) => {
    await limits.checkAddress('tokens', request);
    const token = bearerToken(request) ?? readRenewal(await readJson(request));
    const { conversation } = await access.verify({ token, origin }, 'renewable');
    // The end of one that was never opened is a row, too.
    await countIfNew(request, conversation);
    await endConversation(conversation);
    return { status: 200, body: {} };
  };

  const start: Handler = async (request, origin) => {
    const claims = await claimsOf(request, origin);
    await countTurn(request, claims.conversation);
    const { activity, latest } = readStart(await readJson(request), claims);
    await countIfNew(request, claims.conversation);
    const isNew = await history.begin(claims.conversation, claims.user);
    await turn(request, () => adapter.processUnsaid(activity, senderOf(request)));
    const status = isNew ? 201 : 200;
    if (!latest) return opened(request, claims, status, 0);
    const page = await history.until(claims.conversation, NEWEST);
    const { body } = await opened(request, claims, status, page.last);
    return { status, body: { ...body, ...lastPageOf(page) } };
  };

  const reconnect: Handler = async (request, origin) => {
    const claims = await enter(request, origin);
    return opened(request, claims, 200, watermarkOf(request));
  };

  const activities: Handler = async (request, origin) => {
    const { conversation } = await enter(request, origin);
    const until = readQuery(request).get('until');
    if (until !== null)
      return { status: 200, body: lastPageOf(await history.until(conversation, readWatermark(until))) };
    const { rows, last } = await history.after(conversation, watermarkOf(request));
    return { status: 200, body: { activities: rows, watermark: String(last) } };
  };

  const post: Handler = async (request, origin) => {
    const claims = await enter(request, origin);
    await countTurn(request, claims.conversation);
    const activity = readActivity(await readJson(request), claims);
    const id = activity
      ? await turn(request, () => adapter.processMessage(activity, senderOf(request)))
      : randomUUID();
    return { status: 200, body: { id } };
  };

  const seen: Handler = async (request, origin) => {
    const { conversation } = await claimsOf(request, origin);
    const claims = await access.claimsFor({ token: bearerToken(request), origin }, 'valid', conversation);
    await countTurn(request, conversation);
    await turn(request, () => adapter.processUnsaid(seenActivity(claims), senderOf(request)));
    return { status: 200, body: {} };
  };

  const refresh: Handler = async (request, origin) => {
    await limits.checkAddress('tokens', request);
    const claims = await claimsOf(request, origin);
    return { status: 200, body: { conversationId: claims.conversation, ...(await tokens.issue(claims)) } };
  };

  const upload: Handler = async (request, origin) => {
    await enter(request, origin);
    throw noFiles();
  };

  const nothing: Handler = async () => {
    throw new HttpError(
      404,
      'NotFound',
      'There is no such call. The Direct Line 3.0 API lists the calls that exist.',
    );
  };

  server.post(`${API}/token`, to(giveToken));
  server.post(`${API}/revoke`, to(revoke));
  server.post(`${API}/seen`, to(seen));
  server.post(`${BASE}/conversations`, to(start));
  server.get(CONVERSATION, to(reconnect));
  server.get(`${CONVERSATION}/activities`, to(activities));
  server.post(`${CONVERSATION}/activities`, to(post));
  server.post(`${CONVERSATION}/upload`, to(upload));
  server.post(`${BASE}/tokens/refresh`, to(refresh));
  for (const method of ['get', 'head', 'post', 'put', 'patch', 'del'] as const) {
    server[method](`${BASE}/*`, to(nothing));
  }
}

function newClaims(origin: string | undefined): Claims {
  const random = (): string => randomBytes(16).toString('base64url');
  return { conversation: random(), user: `dl_${random()}`, ...(origin !== undefined && { origin }) };
}

/** Runs a turn; where it fails, nothing of it was stored and the client may send the same activity again. */
async function turn<Result>(request: Request, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof HttpError || error instanceof UnavailableError) throw error;
    logError(error, request.log, FAILED);
    throw new HttpError(
      502,
      'BotError',
      'The assistant could not answer. Send your message again in a moment.',
    );
  }
}

/** Returns the last page of a conversation as clients get it: `earlier` is the watermark to ask with for the page before it. */
function lastPageOf({ rows, last, earlier }: LastPage): object {
  return {
    activities: rows,
    watermark: String(last),
    ...(earlier !== undefined && { earlier: String(earlier) }),
  };
}

function watermarkOf(request: Request): number {
  return readWatermark(readQuery(request).get('watermark'));
}

/** Makes a route of a handler: it checks the site, and answers errors as JSON too. */
function route(origins: Origins, handler: Handler): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const send = ({ status, body }: JsonAnswer) => sendJson(response, status, body, NO_STORE);
    await answering(
      response,
      async () => send(await handler(request, origins.check(request))),
      (error) => send(toHttpError(error, request.log, FAILED)),
    );
  };
}
