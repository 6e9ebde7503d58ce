// @ts-check
import { keepDraft } from './draft.js';
import { listen } from './events.js';
import './filter-list.js';
import { refreshSoon, rememberParts, showStale } from './live.js';
import { settings } from './page.js';
import { localise } from './times.js';
import { useSuggestions } from './use-suggestion.js';

const WAITS_EVERY_MS = 60_000;

/** @type {import('./live.js').LiveSettings & { ticket?: string, used?: string, agent?: string }} */
const page = settings();

localise(document, page.language);
rememberParts();
if (page.ticket !== undefined)
  keepDraft(page.ticket, page.agent ?? '', new URLSearchParams(location.search).get('done') === 'reply');
// Reloading the page then neither sends a form again nor repeats that something was done.
history.replaceState(null, '', page.source);
if (page.used !== undefined) useSuggestions(page.used);
// The waits grow also where nothing happens.
if (page.ticket === undefined) setInterval(() => document.hidden || refreshSoon(page), WAITS_EVERY_MS);
listen(
  (number) => {
    if (number === undefined || page.ticket === undefined || number === page.ticket) refreshSoon(page);
  },
  (isLive) => showStale(isLive ? undefined : page.stale),
);
