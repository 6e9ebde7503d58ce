import type { Content, Texts } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import type { Undelivered } from '../../../tickets/outbox/dead-letters.ts';
import { layout, type PageContext } from '../../layout.ts';
import { liveNotices, liveSettings } from '../live.ts';
import { deskName, heldBy, ticketName } from '../names.ts';
import { type Notice, noticeBox } from '../notice.ts';
import { ticketAddress } from '../ticket-address.ts';
import { when } from '../when.ts';
import { filterForm, isFiltered } from './filters.ts';
import {
  type ListedTicket,
  listAddress,
  listSearch,
  type Selection,
  SHOWN,
  type Shown,
} from './selection.ts';
import { heldBack, undelivered } from './undelivered.ts';

/** What the list says about deliveries before it lists the tickets. */
interface Troubles extends Undelivered {
  /** How many things wait for a desk that has got as much as it may just now. */
  held: ReadonlyMap<string, number>;
}

/** Returns the page with one of the lists of tickets. */
export function listPage(
  context: PageContext,
  { pack, centres }: { pack: Texts; centres: Content['centres'] },
  selection: Selection,
  { deadLetters, delayed, held }: Troubles,
  notice?: Notice,
): Html {
  const { say, texts, assets } = context;
  const { list } = texts.inbox;
  const { query, rows, open, waiting } = selection;
  const said = say(list.tally, { open, waiting });
  return layout(context, {
    title: `${waiting > 0 ? `(${waiting}) ` : ''}${say(list.title)}`,
    current: 'tickets',
    settings: liveSettings(context, { source: listAddress(query) }),
    head: html`<link rel="stylesheet" href="${assets}/list.css"><script type="module" src="${assets}/inbox.js"></script>`,
    main: html`
      ${noticeBox(notice)}
      ${liveNotices()}
      ${undelivered(context, { deadLetters, delayed })}
      ${heldBack(context, pack, held)}
      <h1>${say(list.title)}</h1>
      ${filterForm(context, { centres }, selection)}
      <div id="tickets" data-live data-said="${said}">
        <nav class="tabs" aria-label="${say(list.show)}">
          <ul>${SHOWN.map((each) => tab(context, selection, each))}</ul>
        </nav>
        ${
          rows.length === 0
            ? html`<p class="empty">${say(isFiltered(query) ? list.none.filtered : list.none[query.show])}</p>`
            : html`<ul class="tickets">${rows.map((row) => ticketRow(context, pack, row, query))}</ul>`
        }
        ${pagesOf(context, selection)}
        ${rows.length === 0 ? '' : html`<p class="download"><a class="button" href="${listAddress({ ...query, page: 1 }, '/helpdesk/tickets.csv')}" download>${say(list.csv)}</a></p>`}
      </div>`,
  });
}

function tab({ say, texts }: PageContext, { query, counts }: Selection, each: Shown): Html {
  const current = query.show === each ? html` aria-current="page"` : '';
  return html`<li><a href="${listAddress({ ...query, show: each, page: 1 })}"${current}>${say(texts.inbox.list[each], { count: counts[each] })}</a></li>`;
}

function ticketRow(context: PageContext, pack: Texts, row: ListedTicket, query: Selection['query']): Html {
  const { say, texts, language } = context;
  const { list } = texts.inbox;
  const changed =
    row.changedAt === row.openedAt ? '' : html` · ${say(list.changed)} ${when(row.changedAt, language)}`;
  return html`
          <li>
            <a href="${ticketAddress(row.number, new URLSearchParams(listSearch(query)).toString())}"><span class="number">${row.number}</span> <span class="step">${ticketName(context, row)}</span></a>
            ${row.about === undefined || !isNamed(row) ? '' : html`<p class="about">${row.about}</p>`}
            ${waitBadge(context, pack, row)}
            <p class="quiet">${row.handed ? html`<strong>${heldBy(context, row)}</strong>` : heldBy(context, row)}${row.isPassedOn ? '' : html` · ${deskName(context, pack, row.desk)}`}</p>
            <p class="quiet">${say(list.asked)} ${when(row.openedAt, language)}${changed}</p>
          </li>`;
}

/** Checks whether a ticket has a title of its own: otherwise the person's words stand in its place. */
function isNamed({ topic, step }: ListedTicket): boolean {
  return topic !== undefined || step !== undefined;
}

/** Returns how long the person has waited, in words that say as much as the colour. */
function waitBadge(context: PageContext, pack: Texts, { wait, waitsForUs, desk }: ListedTicket): Html {
  const { say, texts } = context;
  const { waits } = texts.inbox.list;
  if (!waitsForUs) return html``;
  if (!wait)
    return html`<p class="badge calm">${say(waits.elsewhere, { desk: deskName(context, pack, desk) })}</p>`;
  const { minutes, level } = wait;
  const time =
    minutes < 60
      ? say(waits.minutes, { count: minutes })
      : say(waits.hours, { count: Math.floor(minutes / 60) });
  return html`<p class="badge ${level}">${level === 'short' ? time : say(waits[level], { time })}</p>`;
}

function pagesOf({ say, texts }: PageContext, { query, pages }: Selection): Html {
  const { list } = texts.inbox;
  const { page } = query;
  if (pages === 1) return html``;
  const link = (to: number, rel: string, name: string): Html =>
    to < 1 || to > pages
      ? html``
      : html`<a rel="${rel}" href="${listAddress({ ...query, page: to })}">${name}</a>`;
  return html`
        <nav class="pages" aria-label="${say(list.pages)}">
          ${link(page - 1, 'prev', say(list.newer))}
          <span>${say(list.page, { page, pages })}</span>
          ${link(page + 1, 'next', say(list.older))}
        </nav>`;
}
