/** The first page of the helpdesk. */
export const HOME = '/helpdesk';

const MAX_LENGTH = 2000;
const NOWHERE = 'http://nowhere.invalid';
const OURS = /^\/helpdesk(?!\/sign-(?:in|out)(?:\/|$))(?:\/|$)/;

/** The page of the helpdesk that somebody asked for; anything else becomes its first page, so that no link leads on to another site. */
export function returnPath(asked: string | null): string {
  if (asked === null || asked.length > MAX_LENGTH || !asked.startsWith(HOME)) return HOME;
  // Looked at as a browser will read it: without line breaks, dots resolved, backslashes turned.
  const { origin, pathname, search } = new URL(asked, NOWHERE);
  return origin === NOWHERE && OURS.test(pathname) ? pathname + search : HOME;
}
