import { type Html, html } from '../../http/html.ts';
import type { PageContext } from '../layout.ts';

/** Returns the settings of the script that keeps a page up to date. */
export function liveSettings(
  { say, texts, language }: PageContext,
  about: {
    source: string;
    ticket?: string;
    used?: string;
    writing?: string;
    agent?: string | undefined;
    csrf?: string | undefined;
  },
): object {
  return { ...about, language, stale: say(texts.inbox.live.stale) };
}

/** Returns the elements in which that script reports what has changed, and that the page can no longer be kept up to date. */
export function liveNotices(): Html {
  return html`<p id="live-said" class="unseen" role="status"></p><p id="live-stale" class="notice stale" role="status" hidden></p>`;
}
