import { type Html, html } from '../../web/html.ts';
import { layout, type PageContext } from './layout.ts';

/** There is no such ticket (any more); what somebody had written for it is not lost. */
export function gonePage(context: PageContext, typed = ''): Html {
  const { say, texts } = context;
  const { gone, refused, ticket } = texts.inbox;
  return layout(context, {
    title: say(gone.title),
    current: 'tickets',
    main: html`
      <h1>${say(gone.title)}</h1>
      <p>${say(gone.explanation)}</p>
      ${
        typed === ''
          ? ''
          : html`
      <p class="notice refused" role="alert">${say(refused.gone)}</p>
      <label for="kept">${say(gone.kept)}</label>
      <textarea id="kept" rows="7" readonly>
${typed}</textarea>`
      }
      <p class="back"><a href="/helpdesk">${say(ticket.back)}</a></p>`,
  });
}

/** A request was refused or failed: why, and the way on. */
export function failedPage(context: PageContext, why: string): Html {
  const { say, texts } = context;
  const { failed } = texts.inbox;
  return layout(context, {
    title: say(failed.title),
    main: html`
      <h1>${say(failed.title)}</h1>
      <p>${why}</p>
      <p><a class="button" href="/helpdesk">${say(failed.signIn)}</a></p>`,
  });
}
