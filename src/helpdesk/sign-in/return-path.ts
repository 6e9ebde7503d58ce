/** The first page of the helpdesk. */
export const HOME = '/helpdesk';

const MAX_LENGTH = 2000;
const NOWHERE = 'http://nowhere.invalid';
const OURS = /^\/helpdesk(?!\/sign-(?:in|out)(?:\/|$))(?:\/|$)/;

/** Returns the helpdesk page that was asked for, or the first page for anything else, so that no link leads to another site. */
export function returnPath(asked: string | null): string {
  if (asked === null || asked.length > MAX_LENGTH || !asked.startsWith(HOME)) return HOME;
  // Parsed as a browser does: without line breaks, dots resolved, backslashes turned.
  const { origin, pathname, search } = new URL(asked, NOWHERE);
  return origin === NOWHERE && OURS.test(pathname) ? pathname + search : HOME;
}
