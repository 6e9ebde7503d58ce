import type { Commands } from '../content/schema/command-texts.ts';
import { normalizeText } from './match-name.ts';
import { phraseFinder } from './replies/phrase-finder.ts';

/**
 * What words say about a ticket: that its matter is settled, that it is to be closed, that it is not settled after all, or not
 * working, that it is to be opened again, thanks, or a bare answer to a question about it.
 */
export type TicketWish = 'solved' | 'close' | 'unsolved' | 'failed' | 'reopen' | 'thanks' | 'yes' | 'no';

/** In characters: a longer text says more than this. */
const LONGEST = 200;
/** Where one sentence or half-sentence ends and the next begins. */
const BETWEEN_CLAUSES = /[,.;:!?…\n–—]+/;
/** Wishes that may be asked: "can you close it?" */
const MAY_BE_ASKED: ReadonlySet<TicketWish> = new Set(['close', 'reopen']);
/** Wishes that go together, the plainest of them first. */
const TOGETHER: readonly (readonly TicketWish[])[] = [
  ['close', 'solved'],
  ['reopen', 'unsolved', 'failed'],
];

/**
 * Makes a function that returns what a text says about a ticket, where each of its clauses does: "SMS works now, but CPMS
 * does not" says nothing about one.
 */
export function ticketWishFinder({
  fillers,
  commands,
  ticketWords,
}: Pick<Commands, 'fillers' | 'commands' | 'ticketWords'>): (typed: string) => TicketWish | undefined {
  const { worked, failed, yes, no } = commands;
  const phrases = { solved: worked, failed, yes, no };
  const find = phraseFinder(fillers, [...Object.entries(phrases), ...Object.entries(ticketWords)] as [
    TicketWish,
    string[],
  ][]);
  const courtesies = new Set([...fillers, ...commands.greet, ...commands.thanks].map(normalizeText));
  return (typed) => {
    if (typed.length > LONGEST) return undefined;
    const clauses = typed.split(BETWEEN_CLAUSES).filter((clause) => normalizeText(clause) !== '');
    const wishes = clauses
      .map((clause) => find(clause) ?? (courtesies.has(normalizeText(clause)) ? 'courtesy' : undefined))
      .filter((wish) => wish !== 'courtesy');
    const wish = find(typed) ?? combined(new Set(wishes));
    return wish && typed.includes('?') && !MAY_BE_ASKED.has(wish) ? undefined : wish;
  };
}

/** Returns the plainest wish of those that a text says; undefined where they do not go together, or a clause says none. */
function combined(wishes: ReadonlySet<TicketWish | undefined>): TicketWish | undefined {
  const said = [...wishes].filter((wish) => wish !== 'thanks');
  if (said.length === 0) return wishes.size > 0 ? 'thanks' : undefined;
  // A "yes" or "no" before it only introduces what follows.
  const plain = said.filter((wish) => wish !== 'yes' && wish !== 'no');
  if (plain.length === 0) return said.length === 1 ? said[0] : undefined;
  if (plain.length === 1) return plain[0];
  const group = TOGETHER.find((each) => plain.every((wish) => wish !== undefined && each.includes(wish)));
  return group?.find((wish) => plain.some((each) => each === wish));
}
