import { type Html, html } from '../../../http/html.ts';
import type { DeadLetter } from '../../../tickets/outbox/dead-letters.ts';
import { CHAT } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import { when } from '../when.ts';

/** After an outage there may be hundreds, of which nobody needs to see each. */
const SHOWN = 5;

/** What could not be delivered, with the way to try again. */
export function undelivered(context: PageContext, letters: readonly DeadLetter[]): Html {
  const { say, texts } = context;
  const { undelivered: words } = texts.inbox;
  if (letters.length === 0) return html`<div id="undelivered" data-live></div>`;
  const more = letters.length - SHOWN;
  return html`
    <div id="undelivered" data-live>
      <section class="undelivered" role="alert">
        <h2>${say(words.heading, { count: letters.length })}</h2>
        <p>${say(words.explanation)}</p>
        <ul>${letters.slice(0, SHOWN).map((letter) => drawn(context, letter))}</ul>
        ${more > 0 ? html`<p>${say(words.more, { count: more })}</p>` : ''}
        ${letters.length > 1 ? again(context, say(words.tryAllAgain)) : ''}
      </section>
    </div>`;
}

function drawn(context: PageContext, letter: DeadLetter): Html {
  const { say, texts, language } = context;
  const { undelivered: words } = texts.inbox;
  const target = letter.target === CHAT ? say(words.chat) : letter.target;
  return html`
          <li>
            <div>
              <p><a href="/helpdesk/tickets/${letter.ticket}">${say(words.item, { number: letter.ticket, target })}</a></p>
              ${letter.problem === undefined ? '' : html`<p>${say(words.problem, { problem: letter.problem })}</p>`}
              <p class="quiet">${say(words.attempts, { attempts: letter.attempts })} · ${say(words.since)} ${when(letter.since, language)}</p>
            </div>
            ${again(context, say(words.tryAgain), letter)}
          </li>`;
}

/** Without a letter: all of them. */
function again({ session, say, texts }: PageContext, button: string, letter?: DeadLetter): Html {
  const target =
    letter && say(texts.inbox.undelivered.item, { number: letter.ticket, target: letter.target });
  return html`
            <form method="post" action="/helpdesk/retry">
              <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
              ${letter ? html`<input type="hidden" name="key" value="${letter.key}">` : ''}
              <button>${button}${target === undefined ? '' : html`<span class="unseen">: ${target}</span>`}</button>
            </form>`;
}
