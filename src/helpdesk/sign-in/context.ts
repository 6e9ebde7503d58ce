import type { Request, Response } from 'restify';
import { seeOther } from '../../http/respond.ts';
import type { Log } from '../../lib/log.ts';
import { isLoopback } from '../../lib/loopback.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Agent } from '../../tickets/ticket.ts';
import type { PageContext } from '../layout.ts';
import { SESSION_COOKIE, secretIn, setCookie } from './cookies.ts';
import type { Sessions } from './sessions.ts';

/** The parts that every way of signing in needs. */
export interface SignInContext {
  sessions: Sessions;
  /** The scheme and host under which people reach the assistant; undefined where that is not set. */
  publicUrl: string | undefined;
  context: () => Promise<PageContext>;
  limits: Limits;
  log: Log;
}

/** Returns the origin by which a browser knows us; undefined where only the request itself, which may be forged, could tell. */
export function ownOrigin({ publicUrl }: SignInContext, request: Request): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  return isLocalRequest(request) ? `http://${request.headers.host}` : undefined;
}

/** Checks whether the browser asked for this machine by a loopback name. */
export function isLocalRequest(request: Request): boolean {
  return isLoopback(new URL(`http://${request.headers.host}`).hostname);
}

/** Starts a session under a new secret, so that a cookie planted by somebody else is worthless, and redirects to the page asked for. */
export async function startSession(
  { sessions, log }: SignInContext,
  request: Request,
  response: Response,
  { agent, to }: { agent: Agent; to: string },
): Promise<void> {
  await sessions.end(secretIn(request, SESSION_COOKIE));
  const secret = await sessions.begin(agent);
  log.info({ agent: agent.id }, 'signed in to the helpdesk');
  seeOther(response, to, { 'Set-Cookie': setCookie(SESSION_COOKIE, secret) });
}
