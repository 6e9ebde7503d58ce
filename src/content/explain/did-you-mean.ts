import Fuse from 'fuse.js/basic';

/** Names up to this number are listed; nobody reads more. */
const MOST_LISTED = 6;
/** In Fuse's scores, where 0 is the same: a name this close to the wrong one is what was meant, one further away may be. */
const MEANT = 0.25;
const ALIKE = 0.6;
/** In letters: a name with a mistake in it is not much longer or shorter than what is meant. */
const MOST_MISSING = 2;
/** In letters: comparing takes time with every one. */
const MOST_COMPARED = 32;

/** Says which of the known names to use: the one that looks like the wrong one, else the likeliest, `or` else what to do. */
export function useOneOf(wrong: string, known: readonly string[], or?: string): string {
  const meant = nearest(wrong, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  if (known.length === 0) return 'remove it: there is none';
  const likeliest = new Set([...rank(wrong, known).map(({ name }) => name), ...known]);
  const rest = likeliest.size - MOST_LISTED;
  const listed = [...likeliest].slice(0, MOST_LISTED).join(', ');
  return `use one of: ${listed}${rest > 0 ? ` and ${rest} more` : ''}${or ? `; or ${or}` : ''}`;
}

/** Returns the known name that a misspelt one must mean, if there is one. */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  const isMeant = ({ name, score }: { name: string; score: number }) =>
    score < 0.01 || (score <= MEANT && Math.abs(name.length - wrong.length) <= MOST_MISSING);
  return rank(wrong, known).find(isMeant)?.name;
}

function rank(wrong: string, known: readonly string[]): { name: string; score: number }[] {
  const fuse = new Fuse(known, {
    threshold: ALIKE,
    distance: 100,
    ignoreFieldNorm: true,
    includeScore: true,
  });
  return fuse.search(wrong.slice(0, MOST_COMPARED)).map(({ item, score = 1 }) => ({ name: item, score }));
}
