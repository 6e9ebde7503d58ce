import type { Server } from 'restify';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import { readQuery } from '../../http/read-request.ts';
import { seeOther } from '../../http/respond.ts';
import { once } from '../../lib/once.ts';
import type { Store } from '../../store/store.ts';
import { newSecret } from '../secret.ts';
import { ownOrigin, type SignInContext, startSession } from './context.ts';
import { PENDING_COOKIE, secretIn, setCookie } from './cookies.ts';
import type { WithErrorPage } from './error-page.ts';
import { SIGN_IN } from './one-time-link.ts';
import { PENDING_MS } from './pending.ts';
import { SignInProblem } from './problem.ts';
import { returnPath } from './return-path.ts';

const RETURN = `${SIGN_IN}/return`;

/** Adds the routes of the sign-in at an OpenID Connect issuer. */
export function mountSignInByIssuer(
  server: Server,
  page: WithErrorPage,
  { store, config, ...shared }: SignInContext & { store: Store; config: OidcConfig },
): void {
  const oidc = once(async () => (await import('./oidc.ts')).openOidc(config, store));

  // A GET, since a browser follows no form to a site that our content security policy does not name.
  server.get(
    SIGN_IN,
    page(async (request, response) => {
      // Each is a row in the store and, at the first, a question to the issuer.
      await shared.limits.checkAddress('signIns', request);
      const origin = ownOrigin(shared, request);
      if (origin === undefined) throw new SignInProblem('misconfigured', { setting: 'PUBLIC_URL' });
      const query = readQuery(request);
      // Shared by all windows of a browser, so that one does not replace another's.
      const browser = secretIn(request, PENDING_COOKIE) ?? newSecret();
      const to = await (await oidc()).begin({
        redirectUri: origin + RETURN,
        browser,
        to: returnPath(query.get('to')),
        asksAnew: query.has('anew'),
      });
      seeOther(response, to, { 'Set-Cookie': setCookie(PENDING_COOKIE, browser, PENDING_MS) });
    }),
  );

  server.get(
    RETURN,
    page(async (request, response) => {
      const url = new URL(RETURN, ownOrigin(shared, request) ?? 'http://localhost');
      url.search = readQuery(request).toString();
      const signedIn = await (await oidc()).finish(url, secretIn(request, PENDING_COOKIE));
      await startSession(shared, request, response, signedIn);
    }),
  );
}
