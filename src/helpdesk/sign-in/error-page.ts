import type { Request, Response } from 'restify';
import { toHttpError } from '../../http/http-error.ts';
import { answering } from '../../http/respond.ts';
import type { SignInContext } from './context.ts';
import { sendNotice } from './notices.ts';
import { SignInProblem } from './problem.ts';

const STATUS: Record<SignInProblem['kind'], number> = {
  cancelled: 403,
  expired: 400,
  untrusted: 502,
  clock: 502,
  unreachable: 502,
  misconfigured: 500,
  notAllowed: 403,
};

/** The pages for refusals that people can do something about. */
const NOTICES: Record<number, 'otherSite' | 'tooOften'> = { 403: 'otherSite', 429: 'tooOften' };

type Handler = (request: Request, response: Response) => Promise<void>;

/** Wraps a handler so that an error is logged and answered with a page. */
export type WithErrorPage = (handler: Handler) => Handler;

/** Returns the wrapper that answers errors of the sign-in with pages. */
export function errorPagesFor(
  { context, log }: Pick<SignInContext, 'context' | 'log'>,
  role: string,
): WithErrorPage {
  const sendProblem = async (response: Response, problem: SignInProblem) => {
    const { kind, setting, code, agent, clock } = problem;
    log.warn(
      { reason: kind, setting, code, agent: agent?.id, ...clock },
      'a sign-in to the helpdesk was refused',
    );
    const way =
      kind === 'misconfigured' ? {} : ({ way: kind === 'notAllowed' ? 'asSomebodyElse' : 'again' } as const);
    const values = {
      name: agent?.name ?? '',
      role,
      issuerTime: timeOf(clock?.issuerTime),
      ourTime: timeOf(clock?.ourTime),
      seconds: Math.abs(clock?.aheadSeconds ?? 0),
    };
    sendNotice(response, { say: kind, status: STATUS[kind], values, ...way }, await context());
  };

  return (handler) => async (request, response) =>
    answering(
      response,
      () => handler(request, response),
      async (error) => {
        if (error instanceof SignInProblem) return sendProblem(response, error);
        const { status, code } = toHttpError(error, log, 'a sign-in to the helpdesk failed');
        if (status < 500) log.warn({ reason: code }, 'a sign-in to the helpdesk was refused');
        sendNotice(response, { say: NOTICES[status] ?? 'failed', status }, await context());
      },
    );
}

/** Returns a time of day to the second: that is enough to compare two clocks. */
function timeOf(iso = ''): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
