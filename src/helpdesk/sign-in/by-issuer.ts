import type { Server } from 'restify';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import { readQuery } from '../../http/read-request.ts';
import { seeOther } from '../../http/respond.ts';
import { once } from '../../lib/once.ts';
import type { Store } from '../../store/store.ts';
import { newSecret } from '../secret.ts';
import { PENDING_COOKIE, secretIn, setCookie } from './cookies.ts';
import { SIGN_IN } from './one-time-link.ts';
import { ownPath } from './own-path.ts';
import type { Page } from './pages.ts';
import { PENDING_MS } from './pending.ts';
import { SignInProblem } from './problem.ts';
import { letIn, ownOrigin, type Visits } from './visit.ts';

const RETURN = `${SIGN_IN}/return`;

/** Adds the sign-in at an issuer of OpenID Connect. */
export function mountSignInByIssuer(
  server: Server,
  page: Page,
  { store, config, ...visits }: Visits & { store: Store; config: OidcConfig },
): void {
  const oidc = once(async () => (await import('./oidc.ts')).openOidc(config, store));

  // By GET, since a browser would not follow a form to another site that the policy of our pages does not name.
  server.get(
    SIGN_IN,
    page(async (request, response) => {
      const origin = ownOrigin(visits, request);
      if (origin === undefined) throw new SignInProblem('misconfigured', { setting: 'PUBLIC_URL' });
      const query = readQuery(request);
      // The same for all windows of a browser, so that they do not take it from each other.
      const browser = secretIn(request, PENDING_COOKIE) ?? newSecret();
      const to = await (await oidc()).begin({
        redirectUri: origin + RETURN,
        browser,
        to: ownPath(query.get('to')),
        asksAnew: query.has('anew'),
      });
      seeOther(response, to, { 'Set-Cookie': setCookie(PENDING_COOKIE, browser, PENDING_MS) });
    }),
  );

  server.get(
    RETURN,
    page(async (request, response) => {
      const url = new URL(RETURN, ownOrigin(visits, request) ?? 'http://localhost');
      url.search = readQuery(request).toString();
      const signedIn = await (await oidc()).finish(url, secretIn(request, PENDING_COOKIE));
      await letIn(visits, request, response, signedIn);
    }),
  );
}
