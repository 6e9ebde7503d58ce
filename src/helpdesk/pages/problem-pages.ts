import { type Html, html } from '../../http/html.ts';
import { layout, type PageContext } from '../layout.ts';
import { findTicket } from './find-ticket.ts';

/** Returns the page for a ticket that does not exist or is no longer kept, with what somebody had written for it. */
export function gonePage(context: PageContext, typed = ''): Html {
  const { say, texts, assets } = context;
  const { gone, refused, ticket } = texts.inbox;
  return layout(context, {
    title: say(gone.title),
    current: 'tickets',
    head: html`<link rel="stylesheet" href="${assets}/list.css">`,
    main: html`
      <h1>${say(gone.title)}</h1>
      <p>${say(gone.explanation)}</p>
      ${typed === '' ? '' : html`<p class="notice refused" role="alert">${say(refused.gone)}</p>`}
      ${keptText(context, typed)}
      ${findTicket(context)}
      <p class="back"><a href="/helpdesk">${say(ticket.back)}</a></p>`,
  });
}

/** Returns the page for an address without a page. */
export function unknownPage(context: PageContext): Html {
  const { say, texts } = context;
  const { unknown, failed } = texts.inbox;
  return layout(context, {
    title: say(unknown.title),
    main: html`
      <h1>${say(unknown.title)}</h1>
      <p>${say(unknown.explanation)}</p>
      <p><a class="button" href="/helpdesk">${say(failed.signIn)}</a></p>`,
  });
}

/** How often the page of something that does not work right now is loaded again. */
const RETRY_SECONDS = 5;

/** A request that was refused or failed. */
interface Failure {
  why: string;
  /** What was typed into the form. */
  typed: string;
  /** True where the page loads itself again, since it may work soon. */
  retries: boolean;
}

/** Returns the page for a request that was refused or failed: the reason, what was typed, and a link onwards. */
export function failedPage(context: PageContext, { why, typed, retries }: Failure): Html {
  const { say, texts } = context;
  const { failed } = texts.inbox;
  return layout(context, {
    title: say(failed.title),
    ...(retries && { head: html`<meta http-equiv="refresh" content="${RETRY_SECONDS}">` }),
    main: html`
      <h1>${say(failed.title)}</h1>
      <p>${why}</p>
      ${retries ? html`<p role="status">${say(failed.retries)}</p>` : ''}
      ${keptText(context, typed)}
      <p><a class="button" href="/helpdesk">${say(failed.signIn)}</a></p>`,
  });
}

function keptText({ say, texts }: PageContext, typed: string): Html | '' {
  if (typed === '') return '';
  return html`
      <label for="kept">${say(texts.inbox.gone.kept)}</label>
      <textarea id="kept" rows="7" readonly>
${typed}</textarea>`;
}
