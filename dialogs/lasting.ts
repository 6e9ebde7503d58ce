import type { MessageValues } from '../src/content/format-message.ts';
import type { Turn } from '../src/conversation/turn.ts';

/** Returns the value by which a text says whether the person can close the chat and come back: "browser" is yes. */
export function lastingOf({ state }: Turn): MessageValues {
  return { lasts: state.lasts ?? 'browser' };
}
