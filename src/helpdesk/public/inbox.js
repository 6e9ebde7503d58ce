// @ts-check
import { keepDraft } from './draft.js';
import { listen } from './events.js';
import './filter-list.js';
import { foldFilters } from './fold-filters.js';
import { refreshSoon, rememberParts, showStale } from './live.js';
import { settings } from './page.js';
import { localise } from './times.js';
import { useSuggestions } from './use-suggestion.js';
import { shareWriting } from './writing.js';

const WAITS_EVERY_MS = 60_000;

/** @type {import('./live.js').LiveSettings & { ticket?: string, used?: string, agent?: string, csrf?: string, writing?: string }} */
const page = settings();
const { ticket, agent = '', csrf = '', used, writing = '' } = page;

localise(document, page.language);
rememberParts();
foldFilters();
if (ticket !== undefined) {
  const done = new URLSearchParams(location.search).get('done');
  keepDraft(ticket, agent, done === 'reply' || done === 'note');
  shareWriting({ ticket, csrf, text: writing });
}
// Reloading the page then neither sends a form again nor repeats that something was done.
history.replaceState(null, '', page.source);
if (used !== undefined) useSuggestions(used);
// The waits grow also where nothing happens.
if (ticket === undefined) setInterval(() => document.hidden || refreshSoon(page), WAITS_EVERY_MS);
listen({
  changed(number) {
    if (number === undefined || ticket === undefined || number === ticket) refreshSoon(page);
  },
  showLive: (isLive) => showStale(isLive ? undefined : page.stale),
});
