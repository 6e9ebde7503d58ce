import type { Request, Response } from 'restify';
import { HttpError } from '../http/http-error.ts';
import type { Agent } from '../tickets/ticket.ts';

/** One of the helpdesk's people who has signed in. */
export interface Session {
  agent: Agent;
  /** Stands in every form as the field `csrf`, and in the header `X-CSRF` of scripts. */
  csrf: string;
}

/** A form of one of our pages that does not count, with what was typed into it: that must not be lost. */
export class FormRefused extends HttpError {
  readonly fields: URLSearchParams;

  constructor({ status, code, message }: HttpError, fields: URLSearchParams) {
    super(status, code, message);
    this.fields = fields;
  }
}

/** Keeps strangers out of the helpdesk's pages. */
export interface SessionGuard {
  /** Who makes a request for a page; undefined where it has been answered by the way to the sign-in. */
  pageSession(request: Request, response: Response): Promise<Session | undefined>;
  /** Who makes a request that is no page, such as a stream. @throws Refusal 401 where nobody is signed in. */
  requireSession(request: Request): Promise<Session>;
  /**
   * The fields of a posted form of somebody who is signed in. @throws FormRefused 401 or 403 where the sign-in has ended since the
   * page was drawn; Refusal 403 (another site's form), 413, 415.
   */
  readForm(request: Request): Promise<{ session: Session; fields: URLSearchParams }>;
}
