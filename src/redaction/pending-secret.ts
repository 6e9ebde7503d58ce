import type { Content } from '../content/content.ts';
import type { SensitiveKind } from '../content/schema/words/sensitive-words.ts';
import { spokenNumberFinder } from './number-words.ts';
import { vocabularyOf } from './vocabulary.ts';
import { patternOf } from './word-patterns.ts';
import { wordsOf } from './words.ts';

/** The end of "My password is" or "pin:", with nothing after it. */
const SIGN = String.raw`(?:\s*[:=]|\s+(?:is|was|are|ist|lautet|war|est|es|è|é|to|je|är|er|on)\s*[:=]?)\s*$`;
/** In words: a secret that follows in a separate message is not longer. */
const LONGEST = 4;
/** In words: "the first half of my pin" still speaks only of the PIN, a longer message says something else. */
const LONGEST_MENTION = 12;
/** In words besides the digits: "then 15 at the end" */
const MOST_BESIDE = 4;
/** In messages: a secret in pieces comes within so many after the one that spoke of it. */
export const MESSAGES = 3;

/** A secret that earlier messages spoke of and that may follow, whole or in pieces. */
export interface PendingSecret {
  kind: SensitiveKind;
  /** `announced` where a message ended with "my password is", `mentioned` where it was spoken of. */
  by: 'announced' | 'mentioned';
  /** The number of messages that are still looked at. */
  left: number;
}

/** Follows a secret over several messages. */
export interface FollowSecrets {
  /** Returns the kind of secret that a whole message is, given what the messages before it spoke of. */
  kindOf: (text: string, pending: PendingSecret | undefined) => SensitiveKind | undefined;
  /** Returns what is pending after a message. */
  after: (text: string, pending: PendingSecret | undefined) => PendingSecret | undefined;
}

const followers = new WeakMap<Content, FollowSecrets>();

/** Returns the functions that follow a secret over messages ("my pin is", "48", "then 15") by a content pack's words. */
export function secretFollower(content: Content): FollowSecrets {
  const follower = followers.get(content) ?? makeFollower(content);
  followers.set(content, follower);
  return follower;
}

function makeFollower(content: Content): FollowSecrets {
  const { passwords, codes, names, counts } = content.sensitive;
  const { isCommon } = vocabularyOf(content);
  const spokenIn = spokenNumberFinder(content.sensitive);
  const password = patternOf([...passwords.words, ...passwords.phrases]);
  const code = patternOf(codes.words);
  const announcements: [SensitiveKind, RegExp][] = [
    ['password', new RegExp(password + SIGN, 'iu')],
    ['code', new RegExp(code + SIGN, 'iu')],
    ['patientName', new RegExp(`${patternOf(names.introductions)}[\\s:=]*$`, 'iu')],
  ];
  const mentions: [SensitiveKind, RegExp][] = [
    ['code', new RegExp(code, 'iu')],
    ['password', new RegExp(password, 'iu')],
  ];
  const beside = new Set(codes.pieces);
  const numbered = new Set(counts);
  const states = new Set(passwords.states);
  const still = new RegExp(`^\\W{0,3}${patternOf(passwords.still)}[\\s:,]{0,3}(?<value>\\S.{0,80})$`, 'iu');

  /** Checks for a few digits and nothing that they could count: a piece of a code. */
  const isPiece = (text: string): boolean => {
    const words = wordsOf(text);
    const digits = words.filter(({ lower }) => /^\d{1,4}$/.test(lower));
    const spoken = spokenIn(words);
    const others = words.filter(
      ({ lower, start }) =>
        !/^\d{1,4}$/.test(lower) && !spoken.some((number) => start >= number.start && start < number.end),
    );
    return (
      digits.length + spoken.length > 0 &&
      !text.includes('?') &&
      others.length <= MOST_BESIDE &&
      others.every(({ lower }) => beside.has(lower) && !numbered.has(lower))
    );
  };
  /** Checks for "it's still sunshine", after a message about a password. */
  const isStill = (text: string): boolean => {
    const value = still.exec(text)?.groups?.value ?? '';
    const words = wordsOf(value).map(({ lower }) => lower);
    return (
      words.length > 0 &&
      words.length <= LONGEST + 1 &&
      !text.includes('?') &&
      !words.some((word) => states.has(word)) &&
      !isCommon(words[0] ?? '')
    );
  };
  /** Checks for one word that the pack does not use, which goes on with a password that was begun. */
  const isUnknownWord = (text: string): boolean =>
    /^[\p{L}\d]{3,30}$/u.test(text.trim()) && !isCommon(text.trim().toLowerCase());

  const kindOf: FollowSecrets['kindOf'] = (text, pending) => {
    if (!pending || text === '') return undefined;
    const { kind, by, left } = pending;
    if (by === 'announced' && left === MESSAGES) return mayBeAnnounced(text) ? kind : undefined;
    if (kind === 'code') return isPiece(text) ? kind : undefined;
    if (kind !== 'password') return undefined;
    return isStill(text) || (by === 'announced' && isUnknownWord(text)) ? kind : undefined;
  };
  return {
    kindOf,
    after: (text, pending) => {
      const end = text.slice(-60);
      const announced = announcements.find(([, pattern]) => pattern.test(end));
      if (announced) return { kind: announced[0], by: 'announced', left: MESSAGES };
      const mentioned =
        wordsOf(text.slice(0, 200)).length <= LONGEST_MENTION &&
        mentions.find(([, pattern]) => pattern.test(text));
      if (mentioned) return { kind: mentioned[0], by: 'mentioned', left: MESSAGES };
      if (!pending || pending.left <= 1) return undefined;
      const isOne = kindOf(text, pending) !== undefined;
      // The pieces that follow have as many messages again.
      return { ...pending, left: isOne ? MESSAGES - 1 : pending.left - 1 };
    },
  };
}

/** Checks whether a message can be the secret that the one before it announced: a few words that ask nothing. */
function mayBeAnnounced(text: string): boolean {
  return !text.includes('?') && text.trim().split(/\s+/).length <= LONGEST;
}
