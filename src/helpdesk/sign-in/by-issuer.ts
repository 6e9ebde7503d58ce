import type { Server } from 'restify';
import type { OidcConfig } from '../../config/helpdesk-config.ts';
import { queryOf } from '../../http/query.ts';
import { seeOther } from '../../http/send-page.ts';
import type { Store } from '../../store/store.ts';
import { newSecret } from '../secret.ts';
import { ownOrigin, type SignInContext, startSession } from './context.ts';
import { PENDING_COOKIE, secretIn, setCookie } from './cookies.ts';
import type { WithErrorPage } from './error-page.ts';
import type { Oidc } from './oidc.ts';
import { SIGN_IN } from './one-time-link.ts';
import { PENDING_MS } from './pending.ts';
import { SignInProblem } from './problem.ts';
import { returnPath } from './return-path.ts';

const RETURN = `${SIGN_IN}/return`;

/** Adds the sign-in at an issuer of OpenID Connect. */
export function mountSignInByIssuer(
  server: Server,
  page: WithErrorPage,
  { store, config, ...visits }: SignInContext & { store: Store; config: OidcConfig },
): void {
  let opened: Promise<Oidc> | undefined;
  const oidc = (): Promise<Oidc> => {
    opened ??= import('./oidc.ts').then(({ openOidc }) => openOidc(config, store));
    return opened;
  };

  // By GET, since a browser would not follow a form to another site that the policy of our pages does not name.
  server.get(
    SIGN_IN,
    page(async (request, response) => {
      const origin = ownOrigin(visits, request);
      if (origin === undefined) throw new SignInProblem('misconfigured', { setting: 'PUBLIC_URL' });
      const query = queryOf(request);
      // The same for all windows of a browser, so that they do not take it from each other.
      const browser = secretIn(request, PENDING_COOKIE) ?? newSecret();
      const to = await (await oidc()).begin({
        redirectUri: origin + RETURN,
        browser,
        to: returnPath(query.get('to')),
        asksAnew: query.has('anew'),
      });
      seeOther(response, to, [setCookie(PENDING_COOKIE, browser, PENDING_MS)]);
    }),
  );

  server.get(
    RETURN,
    page(async (request, response) => {
      const url = new URL(RETURN, ownOrigin(visits, request) ?? 'http://localhost');
      url.search = queryOf(request).toString();
      const signedIn = await (await oidc()).finish(url, secretIn(request, PENDING_COOKIE));
      await startSession(visits, request, response, signedIn);
    }),
  );
}
