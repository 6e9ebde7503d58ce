import Fuse from 'fuse.js/basic';

/** Names up to this number are all listed; more nobody reads. */
const MOST_LISTED = 6;

/** Says which of the known names to use: the one that looks like the wrong one, or all where they are few. */
export function useOneOf(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (known.length === 0) return 'remove it: there is none';
  const list = known.slice(0, MOST_LISTED).join(', ');
  const rest = known.length - MOST_LISTED;
  return `use one of: ${list}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Returns the known name that a misspelt one is most like, if there is one. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  const [best] = new Fuse(known, { threshold: 0.35, distance: 30, ignoreFieldNorm: true }).search(
    wrong.slice(0, 32),
  );
  return best?.item;
}
