import type { PageContext } from './layout.ts';

/** What the script that keeps a page up to date needs to know. */
export function liveSettings(
  { say, texts, language }: PageContext,
  about: { source: string; ticket?: string; used?: string; agent?: string | undefined },
): object {
  return { ...about, language, stale: say(texts.inbox.live.stale) };
}
