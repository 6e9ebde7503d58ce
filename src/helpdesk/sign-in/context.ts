import type { Request, Response } from 'restify';
import { seeOther } from '../../http/send-page.ts';
import type { Log } from '../../lib/log.ts';
import { isLoopback } from '../../lib/loopback.ts';
import type { Agent } from '../../tickets/ticket.ts';
import type { PageContext } from '../layout.ts';
import { SESSION_COOKIE, secretIn, setCookie } from './cookies.ts';
import type { Sessions } from './sessions.ts';

/** What every way of signing in needs. */
export interface SignInContext {
  sessions: Sessions;
  /** Scheme and host under which people reach the assistant; undefined where it was not said. */
  publicUrl: string | undefined;
  context: () => Promise<PageContext>;
  log: Log;
}

/** Scheme and host that a browser knows us by; undefined where only a forged or forgotten setting could tell. */
export function ownOrigin({ publicUrl }: SignInContext, request: Request): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  return isLocalRequest(request) ? `http://${request.headers.host}` : undefined;
}

/** Whether the browser asked for this machine by a name that leads to no other. */
export function isLocalRequest(request: Request): boolean {
  return isLoopback(new URL(`http://${request.headers.host}`).hostname);
}

/** Signs somebody in: under a new secret, so that a cookie set by somebody else is worth nothing. */
export async function startSession(
  { sessions, log }: SignInContext,
  request: Request,
  response: Response,
  { agent, to }: { agent: Agent; to: string },
): Promise<void> {
  await sessions.end(secretIn(request, SESSION_COOKIE));
  const secret = await sessions.begin(agent);
  log.info({ agent: agent.id }, 'signed in to the helpdesk');
  seeOther(response, to, [setCookie(SESSION_COOKIE, secret)]);
}
