import Fuse from 'fuse.js';

/** Something that can be chosen by naming it. */
export interface Named {
  id: string;
  /** Everything it may be called, the label on its button first. */
  names: readonly string[];
}

/** What a typed text picks: one for sure, perhaps one or more, or none. */
export type NameMatch = { kind: 'one'; id: string } | { kind: 'some'; ids: string[] } | { kind: 'none' };

const NONE: NameMatch = { kind: 'none' };
/** More words than a name has: a sentence is a question or a remark, not a choice. */
const MOST_WORDS = 8;
/** Longer than any name; comparing takes time with every letter, and a message may have 200 000 of them. */
const MOST_LETTERS = 200;
/** Shorter words must be the same, longer ones may be misspelt. */
const SHORTEST = 3;
/** Candidates that are offered where it is not sure which is meant. */
const MOST_CANDIDATES = 5;
/** Fuse's score, a hair above 0 = perfect: nothing above is offered; a clear winner is this much better than the next. */
const WORST_SCORE = 0.51;
const CLEAR_LEAD = 0.15;

/**
 * Finds what somebody means who types a name, a part of it, a city or a misspelling. A question never picks anything:
 * "I have no network" is not "No". A name among other words is never sure: "I have no PIN" does not choose the PIN.
 */
export function matchName(typed: string, options: readonly Named[]): NameMatch {
  const text = normalize(typed);
  if (text === '' || text.length > MOST_LETTERS || typed.includes('?')) return NONE;
  if (text.split(' ').length > MOST_WORDS) return NONE;
  const exact = options.filter((option) => option.names.some((name) => normalize(name) === text));
  if (exact.length > 0) return picked(exact.map((option) => option.id));
  return lookAlike(text, options);
}

/** Checks whether typed words are a button's name; "Skip?" is a question about a button, not its press. */
export function isNameOf(title: string, typed: string): boolean {
  return normalize(title) === normalize(typed) && (title.includes('?') || !typed.includes('?'));
}

/** Small letters, no accents, no punctuation, single blanks: what two spellings of one name have in common. */
export function normalize(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

function lookAlike(text: string, options: readonly Named[]): NameMatch {
  const typed = text.split(' ');
  const long = typed.filter((word) => word.length >= SHORTEST);
  if (long.length === 0 || long.length < typed.length / 3) return NONE;
  const rows = options.map((option) => ({
    id: option.id,
    words: normalize(option.names.join(' ')).split(' '),
  }));
  const fuse = new Fuse(rows, {
    keys: ['words'],
    includeScore: true,
    threshold: 0.3,
    distance: 8,
    minMatchCharLength: SHORTEST,
    ignoreFieldNorm: true,
  });
  const hits = long.map((word) => new Map(fuse.search(word).map((hit) => [hit.item.id, hit.score ?? 1])));
  const ranked = rows
    .map(({ id, words }) => ({
      id,
      score: hits.reduce((sum, found) => sum + (found.get(id) ?? 1), 0) / hits.length,
      isWhole:
        hits.every((found) => found.has(id)) &&
        typed.every((word) => word.length >= SHORTEST || words.includes(word)),
    }))
    .filter(({ score }) => score <= WORST_SCORE)
    .sort((a, b) => a.score - b.score);
  const [best] = ranked;
  if (!best) return NONE;
  const ids = ranked.filter(({ score }) => score < best.score + CLEAR_LEAD).map(({ id }) => id);
  return best.isWhole ? picked(ids) : { kind: 'some', ids: ids.slice(0, MOST_CANDIDATES) };
}

function picked(ids: string[]): NameMatch {
  const [first] = ids;
  if (first === undefined) return NONE;
  return ids.length === 1 ? { kind: 'one', id: first } : { kind: 'some', ids: ids.slice(0, MOST_CANDIDATES) };
}
