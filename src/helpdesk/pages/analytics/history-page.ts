import type { ContentChange, ContentHistory } from '../../../content/edit/history.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';
import { layout } from '../../layout.ts';
import { dayOf, styles, tabs } from './context.ts';

/** The greatest number of files named for a change. */
const NAMED = 5;

/** Returns the page that shows who changed the content pack, when and why. */
export function historyPage(context: PageContext, history: ContentHistory): Html {
  const { say, pack } = context;
  const words = pack.learning.history;
  return layout(context, {
    title: say(words.title),
    current: 'learning',
    head: html`${styles(context)}<script type="module" src="${context.assets}/history.js"></script>`,
    main: html`
      ${tabs(context, 'history')}
      <h1>${say(words.title)}</h1>
      ${
        history.kind === 'history'
          ? html`
      <p class="intro">${say(words.intro)}</p>
      ${history.uncommitted.length > 0 ? html`<p>${say(words.uncommitted, { files: history.uncommitted.join(', ') })}</p>` : ''}
      ${changesList(context, history.changes)}
      <p>${say(words.all)}</p>`
          : html`<p class="empty">${say(history.kind === 'unknownPlace' ? words.noCommits : words[history.kind])}</p>`
      }`,
  });
}

function changesList({ say, pack, language }: PageContext, changes: readonly ContentChange[]): Html {
  const { more } = pack.learning.history;
  return html`
      <ol class="changes">
        ${changes.map(({ at, author, subject, files }) => {
          const rest = files.length - NAMED;
          const named = files.slice(0, NAMED).join(', ');
          return html`
        <li>
          <p class="subject">${subject}</p>
          <p class="quiet"><time datetime="${at}" data-day>${dayOf(new Date(at), language)}</time> · ${author}</p>
          <p class="quiet">${named}${rest > 0 ? ` ${say(more, { count: rest })}` : ''}</p>
        </li>`;
        })}
      </ol>`;
}
