import type { Request, Response } from 'restify';
import { HttpError, toHttpError } from '../http/http-error.ts';
import type { Log } from '../lib/log.ts';
import type { Agent } from '../tickets/ticket.ts';

/** The session of an agent who has signed in. */
export interface Session {
  agent: Agent;
  /** The token that every form sends as the field `csrf`, and scripts as the header `X-CSRF`. */
  csrf: string;
}

/** A refused form, with what was typed into it, so that it is not lost. */
export class FormRefused extends HttpError {
  readonly fields: URLSearchParams;

  constructor({ status, code, message, headers }: HttpError, fields: URLSearchParams) {
    super(status, code, message, headers);
    this.fields = fields;
  }
}

/** Takes a form; where that fails, the error brings back what was typed. */
export async function keepingTyped<Result>(
  fields: URLSearchParams,
  log: Log,
  take: () => Promise<Result>,
): Promise<Result> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof FormRefused) throw error;
    throw new FormRefused(toHttpError(error, log, "a form of the helpdesk's people failed"), fields);
  }
}

/** The check that every helpdesk page makes of its requests. */
export interface SessionGuard {
  /** Returns the session of a page request; undefined where it was redirected to the sign-in. */
  pageSession(request: Request, response: Response): Promise<Session | undefined>;
  /** Returns the session of a request other than a page, such as a stream. @throws HttpError 401 where nobody is signed in. */
  requireSession(request: Request): Promise<Session>;
  /**
   * Reads a posted form. @throws FormRefused 401 or 403 where the session has ended since the page was drawn; HttpError 403 (a form
   * from another site), 413, 415.
   */
  readForm(request: Request): Promise<{ session: Session; fields: URLSearchParams }>;
}
