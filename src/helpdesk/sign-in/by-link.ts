import type { Server } from 'restify';
import { html } from '../../http/html.ts';
import { readForm, readQuery } from '../../http/read-request.ts';
import { sendPrivatePage } from '../../http/respond.ts';
import { checkSameSite } from '../../http/same-site.ts';
import type { Store } from '../../store/store.ts';
import { layout, type PageContext } from '../layout.ts';
import { isLocalRequest, type SignInContext, startSession } from './context.ts';
import type { WithErrorPage } from './error-page.ts';
import { sendNotice } from './notices.ts';
import { isLinkKey, LINK_MINUTES, redeemLinkKey, SIGN_IN } from './one-time-link.ts';
import { HOME } from './return-path.ts';

const COMMAND = 'npm run helpdesk:link';
const HELP = { command: COMMAND, minutes: LINK_MINUTES };

/** Adds the routes of the sign-in by a printed link, which works only on this machine. */
export function mountSignInByLink(
  server: Server,
  page: WithErrorPage,
  store: Store,
  shared: SignInContext,
): void {
  const { limits, log } = shared;

  server.get(
    SIGN_IN,
    page(async (request, response) => {
      await limits.checkAddress('signIns', request);
      const context = await shared.context();
      const key = readQuery(request).get('key');
      if (!isLocalRequest(request)) {
        log.warn({ reason: 'not on this machine' }, 'a sign-in to the helpdesk was refused');
        return sendNotice(response, { say: 'onlyHere', status: 403 }, context);
      }
      if (key === null) return sendNotice(response, { say: 'noLink', status: 200, values: HELP }, context);
      if (await isLinkKey(store, key)) return sendPrivatePage(response, 200, keyPage(context, key));
      log.warn({ reason: 'link used or too old' }, 'a sign-in to the helpdesk was refused');
      sendNotice(response, { say: 'usedLink', status: 403, values: HELP }, context);
    }),
  );

  server.post(
    SIGN_IN,
    page(async (request, response) => {
      await limits.checkAddress('signIns', request);
      checkSameSite(request, shared.publicUrl);
      const key = (await readForm(request)).get('key') ?? '';
      const context = await shared.context();
      if (isLocalRequest(request) && (await redeemLinkKey(store, key))) {
        const agent = { id: 'local', name: context.say(context.texts.signIn.localAgent) };
        return startSession(shared, request, response, { agent, to: HOME });
      }
      log.warn({ reason: 'link used or too old' }, 'a sign-in to the helpdesk was refused');
      sendNotice(response, { say: 'usedLink', status: 403, values: HELP }, context);
    }),
  );
}

/** Returns a page with a button, since programs that open links for a preview press none. */
function keyPage(context: PageContext, key: string) {
  const { say, texts } = context;
  const { title, text, button } = texts.signIn.link;
  const main = html`
      <h1>${say(title)}</h1>
      <p>${say(text)}</p>
      <form method="post" action="${SIGN_IN}">
        <input type="hidden" name="key" value="${key}">
        <button class="button">${say(button)}</button>
      </form>`;
  return layout(context, { title: say(title), main });
}
