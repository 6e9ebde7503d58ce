import Fuse from 'fuse.js';

/** Something that can be chosen by naming it. */
export interface Pickable {
  id: string;
  /** Everything it may be called, the label on its button first. */
  names: readonly string[];
}

/** What a typed text picks: one for sure, one of a few, or none. */
export type Picked = { kind: 'one'; id: string } | { kind: 'some'; ids: string[] } | { kind: 'none' };

const NONE: Picked = { kind: 'none' };
/** More words than a name has: a sentence is a question or a remark, not a choice. */
const MOST_WORDS = 8;
/** Candidates that are offered where it is not sure which is meant. */
const MOST_CANDIDATES = 5;
/** Fuse's score, 0 = perfect: nothing above is offered; a clear winner is this much better than the next. */
const WORST_SCORE = 0.5;
const CLEAR_LEAD = 0.15;

/**
 * Finds what somebody means who types a name, a part of it, a city or a misspelling. A question never picks anything:
 * "I have no network" is not "No".
 */
export function pick(typed: string, options: readonly Pickable[]): Picked {
  const text = plain(typed);
  if (text === '' || typed.includes('?') || text.split(' ').length > MOST_WORDS) return NONE;
  const exact = options.filter((option) => option.names.some((name) => plain(name) === text));
  if (exact.length > 0) return picked(exact.map((option) => option.id));
  return lookAlike(text, options);
}

/** Small letters, no accents, no punctuation, single blanks: what two spellings of one name have in common. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

function lookAlike(text: string, options: readonly Pickable[]): Picked {
  const words = text.split(' ').filter((word) => word.length >= 3);
  if (words.length === 0 || words.length < text.split(' ').length / 2) return NONE;
  const rows = options.map((option) => ({ id: option.id, words: plain(option.names.join(' ')).split(' ') }));
  const scores = new Map(rows.map((row) => [row.id, 0]));
  const fuse = new Fuse(rows, {
    keys: ['words'],
    includeScore: true,
    threshold: 0.3,
    distance: 8,
    minMatchCharLength: 3,
    ignoreFieldNorm: true,
  });
  for (const word of words) {
    const found = new Map(fuse.search(word).map((hit) => [hit.item.id, hit.score ?? 1]));
    for (const [id, sum] of scores) scores.set(id, sum + (found.get(id) ?? 1));
  }
  const ranked = [...scores]
    .map(([id, sum]) => ({ id, score: sum / words.length }))
    .filter((candidate) => candidate.score <= WORST_SCORE)
    .sort((a, b) => a.score - b.score);
  const [best] = ranked;
  if (!best) return NONE;
  return picked(
    ranked.filter((candidate) => candidate.score < best.score + CLEAR_LEAD).map((candidate) => candidate.id),
  );
}

function picked(ids: string[]): Picked {
  const [first] = ids;
  if (first === undefined) return NONE;
  return ids.length === 1 ? { kind: 'one', id: first } : { kind: 'some', ids: ids.slice(0, MOST_CANDIDATES) };
}
