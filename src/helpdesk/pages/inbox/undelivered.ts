import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import type { DeadLetter } from '../../../tickets/outbox/dead-letters.ts';
import { CHAT } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import { deskName } from '../names.ts';
import { when } from '../when.ts';

/** The greatest number listed: after an outage there may be hundreds, and nobody needs to see each of them. */
const SHOWN = 5;

/** Returns the list of what could not be delivered, with buttons to try again. */
export function undelivered(context: PageContext, deadLetters: readonly DeadLetter[]): Html {
  const { say, texts } = context;
  const { undelivered: words } = texts.inbox;
  if (deadLetters.length === 0) return html`<div id="undelivered" data-live></div>`;
  const more = deadLetters.length - SHOWN;
  return html`
    <div id="undelivered" data-live>
      <section class="undelivered" role="alert">
        <h2>${say(words.heading, { count: deadLetters.length })}</h2>
        <p>${say(words.explanation)}</p>
        <ul>${deadLetters.slice(0, SHOWN).map((item) => itemRow(context, item))}</ul>
        ${more > 0 ? html`<p>${say(words.more, { count: more })}</p>` : ''}
        ${deadLetters.length > 1 ? retryForm(context, say(words.tryAllAgain)) : ''}
      </section>
    </div>`;
}

/** Returns a note for each desk whose tickets wait because it gets only so many a minute. */
export function heldBack(context: PageContext, pack: Texts, held: ReadonlyMap<string, number>): Html {
  const { say, texts } = context;
  const notes = [...held].map(([desk, count]) =>
    say(texts.inbox.heldBack, { count, desk: deskName(context, pack, desk) }),
  );
  return html`
    <div id="held-back" data-live>${notes.map((note) => html`<p class="notice" role="status">${note}</p>`)}</div>`;
}

function itemRow(context: PageContext, item: DeadLetter): Html {
  const { say, texts, language } = context;
  const { undelivered: words } = texts.inbox;
  const target = item.target === CHAT ? say(words.chat) : item.target;
  return html`
          <li>
            <div>
              <p><a href="/helpdesk/tickets/${item.ticket}">${say(words.item, { number: item.ticket, target })}</a></p>
              ${item.problem === undefined ? '' : html`<p>${say(words.problem, { problem: item.problem })}</p>`}
              <p class="quiet">${say(words.attempts, { attempts: item.attempts })} · ${say(words.since)} ${when(item.since, language)}</p>
            </div>
            ${retryForm(context, say(words.tryAgain), item)}
          </li>`;
}

/** Returns the button that retries one item, or all of them where none is given. */
function retryForm({ session, say, texts }: PageContext, button: string, item?: DeadLetter): Html {
  const target = item && say(texts.inbox.undelivered.item, { number: item.ticket, target: item.target });
  return html`
            <form method="post" action="/helpdesk/retry">
              <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
              ${item ? html`<input type="hidden" name="key" value="${item.key}">` : ''}
              <button>${button}${target === undefined ? '' : html`<span class="unseen">: ${target}</span>`}</button>
            </form>`;
}
