import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder-core';
import type { Request, Response } from 'restify';
import type { BotIdentity } from '../../config/bot-identity.ts';
import type { RunTurn } from '../../conversation/transaction.ts';
import { NO_STORE } from '../../http/headers.ts';
import { HttpError, toHttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-request.ts';
import { answering, respond, sendJson } from '../../http/respond.ts';
import type { Log } from '../../lib/log.ts';
import { isLoopback } from '../../lib/loopback.ts';
import type { Limits } from '../../limits/limits.ts';
import type { SendProactive } from '../contract.ts';
import { TeamsAdapter } from './adapter.ts';
import { type Authentication, authenticationFor } from './authentication.ts';
import { readActivity, scopeOf } from './parse-activity.ts';
import type { PictureAt } from './pictures.ts';

/** Teams gives up after 15 s, although replies may still wait for their next attempt; the request is answered before. */
const ANSWER_WITHIN_MS = 10_000;
/** The types of activities that begin a turn; others (reactions, edits, typing …) mean nothing to the assistant. */
const TURN_TYPES = new Set(['message', 'conversationUpdate', 'installationUpdate']);

/** The parts of the assistant that the Teams channel needs. */
export interface TeamsOptions {
  identity: Exclude<BotIdentity, { kind: 'none' }>;
  runTurn: RunTurn;
  limits: Limits;
  /** Says that somebody writes more than can be answered, in the language that their Teams is set to. */
  tooOften: (locale: string | undefined) => string;
  /** The scheme and host under which people reach our own pages; undefined where they cannot. */
  publicUrl?: string | undefined;
  /** Returns the PNG of one of our own pictures, by its path, with so many pixels for each of the drawing. */
  pictureAt: PictureAt;
  log: Log;
}

interface Parts extends Pick<TeamsOptions, 'limits' | 'tooOften' | 'log'> {
  authentication: Authentication;
  adapter: TeamsAdapter;
  isLocal: boolean;
}

interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The endpoint that receives activities, and the function for proactive messages. */
export interface TeamsEndpoint {
  answer(request: Request, response: Response): Promise<void>;
  sendProactive: SendProactive;
}

/** Opens the endpoint. @throws Error where the bot's credentials cannot be used. */
export function openEndpoint(options: TeamsOptions): TeamsEndpoint {
  const { identity, runTurn, limits, tooOften, log, publicUrl, pictureAt } = options;
  const authentication = authenticationFor(identity);
  const adapter = new TeamsAdapter({ authentication, runTurn, log, publicUrl, pictureAt });
  const parts = { authentication, adapter, isLocal: identity.kind === 'local', limits, tooOften, log };
  return {
    async answer(request, response) {
      await answering(
        response,
        async () => send(response, await answer(request, parts)),
        (error) => {
          const refusal = toHttpError(error, log, 'an activity could not be handled');
          if (error === refusal) logRefusal(refusal, log);
          send(response, refusal);
        },
      );
    },
    sendProactive: (address, turn, logic) => adapter.sendProactive(address, turn, logic),
  };
}

function logRefusal({ status, code, message }: HttpError, log: Log): void {
  log.warn({ status, code, why: message }, 'an activity was refused');
}

async function answer(
  request: IncomingMessage,
  { authentication, adapter, isLocal, limits, tooOften, log }: Parts,
): Promise<Answer> {
  checkSender(request, isLocal);
  const admit = await authentication.authenticate(request.headers.authorization ?? '');
  const activity = readActivity(await readJson(request));
  const admitted = await admit(activity);
  log.info({ ...idsOf(activity), type: activity.type }, 'an activity came in');
  if (activity.type === 'invoke') return { status: 501 };
  if (!TURN_TYPES.has(activity.type)) return { status: 200 };
  const errors = {
    error: (fields: object, what: string) => log.error({ ...fields, ...idsOf(activity) }, what),
  };
  const refusal = await limits.refusal('messages', scopeOf(activity).stateId);
  // A 429 would only make the Connector send it again. The person is told once, and not for every message.
  if (refusal && !refusal.isFirst) return { status: 200 };
  const done = refusal
    ? adapter.say(admitted, activity, tooOften(activity.locale))
    : adapter.processAdmitted(admitted, activity);
  const turn: Promise<Answer> = done.then(
    () => ({ status: 200 }),
    (error: unknown) => toHttpError(error, errors, 'a turn from Teams failed'),
  );
  return within(ANSWER_WITHIN_MS, turn, { status: 200 });
}

/** Returns what a promise gives, or something else after this time. */
async function within<Value>(ms: number, promise: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise).unref();
  });
  // A timer that ran on would keep everything of the turn in memory for as long.
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Refuses requests that a web page in a browser on this machine could send in its user's name. */
function checkSender({ headers }: IncomingMessage, isLocal: boolean): void {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new HttpError(415, 'NotJson', 'Send one activity as application/json.');
  // A proxy in front, which a stranger may talk to, names whom it speaks for.
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  if (isLocal && (isForwarded || !isLoopback(new URL(`http://${headers.host}`).hostname)))
    throw new HttpError(
      403,
      'NotThisMachine',
      'Without BOT_ID, the bot can only be reached from this machine, by the name localhost.',
    );
}

function idsOf({ id, conversation }: Activity): { activity: string | undefined; conversation: string } {
  return { activity: id, conversation: conversation.id };
}

function send(response: Response, { status, body, headers }: Answer): void {
  const all = { ...NO_STORE, ...headers };
  if (body === undefined) respond(response, status, all);
  else sendJson(response, status, body, all);
}
