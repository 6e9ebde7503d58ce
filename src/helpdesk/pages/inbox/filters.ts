import type { Content } from '../../../content/content.ts';
import { type Html, html } from '../../../http/html.ts';
import type { PageContext } from '../../layout.ts';
import { centreName, deskName, stepName } from '../names.ts';
import {
  FILTERS,
  type Filter,
  listAddress,
  listSearch,
  MAX_SEARCH_LENGTH,
  NONE,
  type Selection,
  SORTS,
} from './selection.ts';

/**
 * Returns the form that searches, filters and sorts the list; it needs no script, and its fields stand in the address. On small
 * screens a script folds it.
 */
export function filterForm(
  context: PageContext,
  { centres }: Pick<Content, 'centres'>,
  { query, choices }: Selection,
): Html {
  const { say, texts } = context;
  const { filters: words } = texts.inbox.list;
  const { q, show, sort } = query;
  const active = FILTERS.filter((filter) => query[filter] !== '');
  const isSorted = sort !== 'wait';
  const nameOf = (filter: Filter, value: string): string => {
    if (value === NONE) return say(words.without[filter === 'centre' ? 'centre' : 'step']);
    if (filter === 'step') return stepName(context, context.pack, value);
    return filter === 'desk' ? deskName(context, context.pack, value) : centreName(context, centres, value);
  };
  const choice = (filter: Filter): Html => {
    const values = new Set([...choices[filter], ...(query[filter] === '' ? [] : [query[filter]])]);
    const named = [...values].map((value) => ({ value, name: nameOf(filter, value) }));
    const { compare } = new Intl.Collator(context.language);
    named.sort((a, b) => Number(a.value === NONE) - Number(b.value === NONE) || compare(a.name, b.name));
    return select(filter, say(words[filter]), query[filter], [
      { value: '', name: say(words.any[filter]) },
      ...named,
    ]);
  };
  const sorts = SORTS.map((value) => ({ value, name: say(words.sorts[value]) }));
  const used = active.length + Number(q !== '') + Number(isSorted);
  return html`
      <details id="find" class="find" open>
      <summary>${say(words.folded, { count: used })}</summary>
      <form role="search" class="filters" action="/helpdesk" aria-label="${say(words.name)}">
        ${show === 'open' ? '' : html`<input type="hidden" name="show" value="${show}">`}
        <p class="search">
          <label for="q">${say(words.search)}</label>
          <input id="q" name="q" type="search" value="${q}" maxlength="${MAX_SEARCH_LENGTH}" autocomplete="off" spellcheck="false" aria-describedby="q-hint">
          <button>${say(words.button)}</button>
          <span id="q-hint" class="quiet">${say(words.hint)}</span>
        </p>
        <details${active.length > 0 || isSorted ? html` open` : ''}>
          <summary>${say(words.more)}</summary>
          <div class="choices">
            ${FILTERS.map(choice)}
            ${select('sort', say(words.sort), sort, sorts)}
            <p><button>${say(words.apply)}</button></p>
          </div>
        </details>
        ${isFiltered(query) ? html`<p><a href="${listAddress({ show, sort })}">${say(words.clear)}</a></p>` : ''}
      </form>
      </details>`;
}

/** Checks whether a query shows only some tickets of a list. */
export function isFiltered(query: Selection['query']): boolean {
  const { q, step, centre, desk } = listSearch(query);
  return [q, step, centre, desk].some((value) => value !== undefined);
}

function select(
  name: string,
  label: string,
  chosen: string,
  options: readonly { value: string; name: string }[],
): Html {
  return html`
            <p>
              <label for="by-${name}">${label}</label>
              <select id="by-${name}" name="${name}">
                ${options.map(
                  (option) =>
                    html`<option value="${option.value}"${option.value === chosen ? html` selected` : ''}>${option.name}</option>`,
                )}
              </select>
            </p>`;
}
