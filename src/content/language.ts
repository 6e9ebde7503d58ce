import { type Content, DEFAULT_LANGUAGE, textsOf } from './content.ts';

/** The language of the pack that comes nearest to a language tag such as de-AT: that one, "de", or the default one. */
export function nearestLanguage(content: Content, tag = DEFAULT_LANGUAGE): string {
  if (content.languages.has(tag)) return tag;
  const [primary = tag] = tag.split('-');
  return textsOf(content, primary.toLowerCase()).language;
}
