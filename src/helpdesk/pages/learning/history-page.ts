import type { ContentChange, ContentHistory } from '../../../content/history.ts';
import { type Html, html } from '../../../web/html.ts';
import { layout } from '../layout.ts';
import { dayOf, type LearningContext, styles, tabs } from './context.ts';

/** So many files of a change are named. */
const NAMED = 5;

/** The page that says who changed the content pack, when and what for. */
export function historyPage(context: LearningContext, history: ContentHistory): Html {
  const { say, pack } = context;
  const words = pack.learning.history;
  return layout(context, {
    title: say(words.title),
    current: 'learning',
    head: styles(context),
    main: html`
      ${tabs(context, 'history')}
      <h1>${say(words.title)}</h1>
      ${
        history.kind === 'history'
          ? html`
      <p class="intro">${say(words.intro)}</p>
      ${history.uncommitted.length > 0 ? html`<p>${say(words.uncommitted, { files: history.uncommitted.join(', ') })}</p>` : ''}
      ${changesTable(context, history.changes)}
      <p>${say(words.all)}</p>`
          : html`<p class="empty">${say(history.kind === 'unknownPlace' ? words.noCommits : words[history.kind])}</p>`
      }`,
  });
}

function changesTable({ say, pack, language }: LearningContext, changes: readonly ContentChange[]): Html {
  const { title, date, author, files, subject, more } = pack.learning.history;
  return html`
      <div class="scroll" tabindex="0" role="region" aria-label="${say(title)}">
        <table>
          <thead><tr>${[date, author, subject, files].map((name) => html`<th scope="col">${say(name)}</th>`)}</tr></thead>
          <tbody>
            ${changes.map((change) => {
              const rest = change.files.length - NAMED;
              const named = change.files.slice(0, NAMED).join(', ');
              return html`<tr><td><time datetime="${change.at}">${dayOf(new Date(change.at), language)}</time></td><td>${change.author}</td><td>${change.subject}</td><td>${named}${rest > 0 ? ` ${say(more, { count: rest })}` : ''}</td></tr>`;
            })}
          </tbody>
        </table>
      </div>`;
}
