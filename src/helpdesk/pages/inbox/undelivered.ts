import type { Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import type { DeadLetter, Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import type { Trouble } from '../../../tickets/systems/news-troubles.ts';
import { CHAT, COPY, NEW_TICKET_EMAIL, PERSON_EMAIL } from '../../../tickets/ticket-rows.ts';
import type { PageContext } from '../../layout.ts';
import { deskName } from '../names.ts';
import { when } from '../when.ts';

/** The greatest number listed: after an outage there may be hundreds, and nobody needs to see each of them. */
const SHOWN = 5;

/**
 * Returns the lists of what could not be delivered, with buttons to try again, and of what is still tried; and on the page of a
 * ticket, that something else is in the list of the inbox.
 */
export function undelivered(
  context: PageContext,
  { deadLetters, delayed }: Undelivered,
  elsewhere = 0,
): Html {
  const { say, texts } = context;
  const others =
    elsewhere === 0
      ? ''
      : html`<p class="elsewhere"><a href="/helpdesk">${say(texts.inbox.undelivered.elsewhere, { count: elsewhere })}</a></p>`;
  return html`
    <div id="undelivered" data-live>${givenUp(context, deadLetters)}${stillTried(context, delayed)}${others}</div>`;
}

function givenUp(context: PageContext, deadLetters: readonly DeadLetter[]): Html {
  const { say, texts } = context;
  const { undelivered: words } = texts.inbox;
  if (deadLetters.length === 0) return html``;
  return html`
      <section class="notice refused undelivered" role="alert">
        <h2>${say(words.heading, { count: deadLetters.length })}</h2>
        <p>${say(words.explanation)}</p>
        <ul>${deadLetters.slice(0, SHOWN).map((item) => itemRow(context, item, retryForm(context, say(words.tryAgain), item)))}</ul>
        ${moreThan(context, deadLetters)}
        ${deadLetters.length > 1 ? retryForm(context, say(words.tryAllAgain)) : ''}
      </section>`;
}

function stillTried(context: PageContext, delayed: readonly Trouble[]): Html {
  const { say, texts } = context;
  const { delayed: words } = texts.inbox;
  if (delayed.length === 0) return html``;
  return html`
      <section class="notice refused undelivered" role="status">
        <h2>${say(words.heading, { count: delayed.length })}</h2>
        <p>${say(words.explanation)}</p>
        <ul>${delayed.slice(0, SHOWN).map((item) => itemRow(context, item))}</ul>
        ${moreThan(context, delayed)}
      </section>`;
}

function moreThan({ say, texts }: PageContext, items: readonly unknown[]): Html | '' {
  const more = items.length - SHOWN;
  return more > 0 ? html`<p>${say(texts.inbox.undelivered.more, { count: more })}</p>` : '';
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

/** Returns the name of an outbox target; that of another ticket system is its own. */
function targetName({ say, texts }: PageContext, target: string): string {
  const { undelivered: words } = texts.inbox;
  const named = {
    [CHAT]: words.chat,
    [COPY]: words.copy,
    [PERSON_EMAIL]: words.personEmail,
    [NEW_TICKET_EMAIL]: words.newTicketEmail,
  }[target];
  return named === undefined ? target : say(named);
}

function itemRow(context: PageContext, item: DeadLetter | Trouble, button?: Html): Html {
  const { say, texts, language } = context;
  const { undelivered: words } = texts.inbox;
  const target = targetName(context, item.target);
  const isNews = 'isNews' in item && item.isNews;
  const what = say(isNews ? texts.inbox.delayed.noNews : words.item, { number: item.ticket, target });
  return html`
          <li>
            <div>
              <p><a href="/helpdesk/tickets/${item.ticket}">${what}</a></p>
              ${item.problem === undefined ? '' : html`<p>${say(words.problem, { problem: item.problem })}</p>`}
              <p class="quiet">${say(words.attempts, { attempts: item.attempts })} · ${say(words.since)} ${when(item.since, language)}</p>
            </div>
            ${button ?? ''}
          </li>`;
}

/** Returns the button that retries one item, or all of them where none is given. */
function retryForm(context: PageContext, button: string, item?: DeadLetter): Html {
  const { session, say, texts } = context;
  const name = item && targetName(context, item.target);
  const target = item && say(texts.inbox.undelivered.item, { number: item.ticket, target: name ?? '' });
  return html`
            <form method="post" action="/helpdesk/retry">
              <input type="hidden" name="csrf" value="${session?.csrf ?? ''}">
              ${item ? html`<input type="hidden" name="key" value="${item.key}">` : ''}
              <button>${button}${target === undefined ? '' : html`<span class="unseen">: ${target}</span>`}</button>
            </form>`;
}
