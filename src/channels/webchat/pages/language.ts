import type { Request } from 'restify';
import { type Content, DEFAULT_LANGUAGE, languageIn } from '../../../content/content.ts';
import { readQuery } from '../../../http/read-request.ts';

/** The part of an address that says which language the person wants; the page's scripts know it, too. */
export const LANGUAGE = 'lang';
/** The part of an address in which the launcher names the language of the site around it. */
const SITE_LANGUAGE = 'site-lang';
/** In characters; browsers send a few dozen. */
const MOST_ACCEPTED = 500;

/**
 * Chooses the language of a page: the one that its address asks for, else the one of the site around it, else the browser's, else the
 * default. What a browser keeps of an earlier choice is asked for in the address by the page's own script.
 */
export function languageFor(request: Request, content: Content): string {
  const query = readQuery(request);
  const wanted = [
    query.get(LANGUAGE) ?? '',
    query.get(SITE_LANGUAGE) ?? '',
    ...acceptedBy(request.headers['accept-language']),
  ];
  for (const tag of wanted) {
    const language = languageIn(content, tag);
    if (language !== undefined) return language;
  }
  return DEFAULT_LANGUAGE;
}

/** Returns the address of the page of a request in another language; all else of it stays. */
export function inLanguage(request: Request, language: string): string {
  const query = readQuery(request);
  query.set(LANGUAGE, language);
  return `?${query}`;
}

/** Returns a function that leads to another page of ours, in the language that the address of this one asks for. */
export function leadingOn(request: Request): (path: string) => string {
  const language = readQuery(request).get(LANGUAGE);
  return (path) => (language === null ? path : `${path}?${new URLSearchParams({ [LANGUAGE]: language })}`);
}

/** Returns the languages of an Accept-Language header, the most wanted first. */
function acceptedBy(header = ''): string[] {
  return header
    .slice(0, MOST_ACCEPTED)
    .split(',')
    .map((part) => {
      const [tag = '', weight = ''] = part.split(';');
      return { tag: tag.trim(), weight: Number(/^ *q=([01](?:\.\d{0,3})?) *$/.exec(weight)?.[1] ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
