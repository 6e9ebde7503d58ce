import Fuse from 'fuse.js';
import { fold } from './classifier/fold.ts';

/** Something that can be chosen by naming it. */
export interface Named {
  id: string;
  /** Everything it may be called, the label on its button first. */
  names: readonly string[];
}

/**
 * The result of comparing a typed text with names: certainly one, possibly some, or none. With `isWhole`, every word of the text
 * belongs to the names.
 */
export type NameMatch =
  | { kind: 'one'; id: string }
  | { kind: 'some'; ids: string[]; isWhole: boolean }
  | { kind: 'none' };

const NONE: NameMatch = { kind: 'none' };
/** No name has more words: a sentence is a question or a remark, not a choice. */
const MOST_WORDS = 8;
/** No name is longer; comparing takes time with every letter. */
const MOST_LETTERS = 200;
/** In characters: no name or command comes near, so a longer text equals none, whether it is read to its end or not. */
const MOST_COMPARED = 1000;
/** In letters: shorter words must match exactly, longer ones may be misspelt. */
const SHORTEST = 3;
/** The number of candidates offered where it is uncertain which one is meant. */
const MOST_CANDIDATES = 5;
/** In Fuse's scores, where 0 is perfect: nothing worse is offered, and a clear winner leads by this much. */
const WORST_SCORE = 0.51;
const CLEAR_LEAD = 0.15;

/**
 * Finds what somebody means who types a name, a part of it, a city or a misspelling. A question never picks anything:
 * "I have no network" is not "No". A name among other words is never sure: "I have no PIN" does not choose the PIN.
 */
export function matchName(typed: string, options: readonly Named[]): NameMatch {
  const text = normalizeText(typed);
  if (text === '' || text.length > MOST_LETTERS || typed.includes('?')) return NONE;
  if (text.split(' ').length > MOST_WORDS) return NONE;
  const exact = options.filter((option) => option.names.some((name) => normalizeText(name) === text));
  if (exact.length > 0) return picked(exact.map((option) => option.id));
  return lookAlike(text, options);
}

/** Returns the ids of the options that certainly have a name, or of all that fit the whole of it as well. */
export function idsNamed(typed: string, options: readonly Named[]): string[] {
  const match = matchName(typed, options);
  if (match.kind === 'one') return [match.id];
  return match.kind === 'some' && match.isWhole ? match.ids : [];
}

/** Checks whether typed words are a button's name; "Skip?" is a question about a button, not its press. */
export function isNameOf(title: string, typed: string): boolean {
  return normalizeText(title) === normalizeText(typed) && (title.includes('?') || !typed.includes('?'));
}

/** Reduces the beginning of a text to lower case without accents, punctuation and double spaces, so that spellings can be compared. */
export function normalizeText(text: string): string {
  return fold(text.slice(0, MOST_COMPARED))
    .slice(0, MOST_COMPARED)
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
    words: normalizeText(option.names.join(' ')).split(' '),
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
  return best.isWhole ? picked(ids) : { kind: 'some', ids: ids.slice(0, MOST_CANDIDATES), isWhole: false };
}

function picked(ids: string[]): NameMatch {
  const [first] = ids;
  if (first === undefined) return NONE;
  return ids.length === 1
    ? { kind: 'one', id: first }
    : { kind: 'some', ids: ids.slice(0, MOST_CANDIDATES), isWhole: true };
}
