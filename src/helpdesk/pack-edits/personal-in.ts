import type { Content } from '../../content/content.ts';
import { replaceFindings, sensitiveFinder } from '../../redaction/find-sensitive.ts';
import type { PageContext } from '../layout.ts';

/** Returns why a text is not taken into the pack that holds personal data or one of the placeholders that redaction leaves. */
export function personalIn({ say, pack }: PageContext, content: Content, text: string): string | undefined {
  const { refused } = pack.learning.unanswered;
  const { removed } = pack.messages;
  const left = Object.values(removed).find(({ stoodHere }) => text.includes(say(stoodHere)));
  if (left) return say(refused.placeholder, { words: say(left.stoodHere) });
  const kinds = new Set(sensitiveFinder(content)(text).map(({ kind }) => kind));
  if (kinds.size === 0) return undefined;
  const what = [...kinds].map((kind) => say(removed[kind].name));
  return say(refused.sensitive, { what: new Intl.ListFormat(pack.language).format(what) });
}

/** Returns a text with a placeholder for each piece of personal data in it, as a proposal to be edited. */
export function withoutPersonal({ say, pack }: PageContext, content: Content, text: string): string {
  const { removed } = pack.messages;
  return replaceFindings(text, sensitiveFinder(content)(text), (kind) => say(removed[kind].stoodHere));
}
