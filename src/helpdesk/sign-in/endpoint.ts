import type { Request, Server } from 'restify';
import type { SignInConfig } from '../../config/helpdesk-config.ts';
import { HttpError } from '../../http/http-error.ts';
import { readForm } from '../../http/read-request.ts';
import { seeOther } from '../../http/respond.ts';
import { checkSameSite } from '../../http/same-site.ts';
import type { Log } from '../../lib/log.ts';
import type { Limits } from '../../limits/limits.ts';
import type { Store } from '../../store/store.ts';
import type { PageContext } from '../layout.ts';
import { isSame } from '../secret.ts';
import { FormRefused, keepingTyped, type Session, type SessionGuard } from '../session.ts';
import { mountSignInByIssuer } from './by-issuer.ts';
import { mountSignInByLink } from './by-link.ts';
import type { SignInContext } from './context.ts';
import { clearCookie, SESSION_COOKIE, secretIn } from './cookies.ts';
import { errorPagesFor } from './error-page.ts';
import { sendNotice } from './notices.ts';
import { SIGN_IN } from './one-time-link.ts';
import { HOME, returnPath } from './return-path.ts';
import { Sessions } from './sessions.ts';

const SIGN_OUT = '/helpdesk/sign-out';

const NOT_SIGNED_IN = new HttpError(401, 'NotSignedIn', `Sign in at ${SIGN_IN} first.`);
const OLD_FORM = new HttpError(403, 'OldForm', 'This page is from before the sign-in. Load it again.');

/** The parts that the sign-in needs. */
export interface SignInOptions {
  store: Store;
  signIn: SignInConfig;
  /** The scheme and host under which people reach the assistant; undefined where only this machine does. */
  publicUrl: string | undefined;
  /** Makes the context of a page without a session. */
  context: () => Promise<PageContext>;
  limits: Limits;
  log: Log;
}

/** Adds the routes of sign-in and sign-out, and returns the guard that every other helpdesk page uses. */
export function mountSignIn(
  server: Server,
  { store, signIn, publicUrl, context, limits, log }: SignInOptions,
): SessionGuard {
  const sessions = new Sessions(store);
  const shared: SignInContext = { sessions, publicUrl, context, limits, log };
  const page = errorPagesFor(shared, signIn.kind === 'oidc' ? signIn.role : '');
  const sessionOf = (request: Request) => sessions.find(secretIn(request, SESSION_COOKIE));

  const refused = (refusal: HttpError, session?: Session): HttpError => {
    log.warn({ reason: refusal.code, agent: session?.agent.id }, 'a request to the helpdesk was refused');
    return refusal;
  };
  const requireSession: SessionGuard['requireSession'] = async (request) => {
    const session = await sessionOf(request);
    if (session) return session;
    throw refused(NOT_SIGNED_IN);
  };

  const guard: SessionGuard = {
    requireSession,
    async pageSession(request, response) {
      const session = await sessionOf(request);
      if (!session)
        seeOther(response, `${SIGN_IN}?${new URLSearchParams({ to: returnPath(request.url ?? null) })}`);
      return session;
    },
    async readForm(request) {
      let session: Session | undefined;
      try {
        checkSameSite(request, shared.publicUrl);
        const fields = await readForm(request);
        session = await keepingTyped(fields, log, () => sessionOf(request));
        if (!session) throw new FormRefused(NOT_SIGNED_IN, fields);
        const given = fields.get('csrf') ?? String(request.headers['x-csrf'] ?? '');
        if (isSame(given, session.csrf)) return { session, fields };
        throw new FormRefused(OLD_FORM, fields);
      } catch (error) {
        throw error instanceof HttpError ? refused(error, session) : error;
      }
    },
  };

  if (signIn.kind === 'link') mountSignInByLink(server, page, store, shared);
  else mountSignInByIssuer(server, page, { ...shared, store, config: signIn });

  server.post(
    SIGN_OUT,
    page(async (request, response) => {
      // A browser sends no cookie with the form of another site, which must not make it forget the cookie either.
      checkSameSite(request, shared.publicUrl);
      // Somebody whose session has expired is signed out as well.
      if (await sessionOf(request)) {
        const { session } = await guard.readForm(request);
        await sessions.end(secretIn(request, SESSION_COOKIE));
        log.info({ agent: session.agent.id }, 'signed out of the helpdesk');
      }
      seeOther(response, SIGN_OUT, { 'Set-Cookie': clearCookie(SESSION_COOKIE) });
    }),
  );
  server.get(
    SIGN_OUT,
    page(async (request, response) => {
      if (await sessionOf(request)) return seeOther(response, HOME);
      sendNotice(response, { say: 'signedOut', status: 200, way: 'again' }, await context());
    }),
  );
  return guard;
}
