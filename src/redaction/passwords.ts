import type { SensitiveWords } from '../content/schema/words/sensitive-words.ts';
import type { Detector, Finding } from './detector.ts';
import { patternOf } from './word-patterns.ts';
import { firstFrom, isAnyWithin, phraseFinder } from './words.ts';

/** Leads from the word for a password to the password itself: "password for EU Login is now", "pw:", "password =". */
const LINK = String.raw`(?<words>(?:\s{1,3}[\p{L}\p{N}'’-]{1,30}){0,6}?)\s{0,3}(?<sign>[:=]{1,3}|->|→|\s(?:is|was|are|be|being|ist|war|wäre|lautet|est|c'est|c’est|es|è|é|er|är|on|je|to)(?:\s{1,3}(?:now|jetzt|still))?(?=\s)[:=]?)\s{0,3}`;
const VALUE = String.raw`(?<value>"[^"\n]{3,60}"|“[^”\n]{3,60}”|„[^“”\n]{3,60}[“”]|'[^'\n]{3,60}'|«[^»\n]{3,60}»|\S{3,60})`;
const AFTER = new RegExp(`${LINK}${VALUE}`, 'dyiu');
const BESIDE = new RegExp(`[\\s(]{1,2}${VALUE}`, 'dyiu');
const ARTICLE = String.raw`(?:(?:my|the|a|our|mein|das|mi|mon|la|il|mijn)\s{1,3})?(?:(?:new|old|neues|altes)\s{1,3})?`;
const BEFORE = new RegExp(`(?<value>\\S{5,60}),?\\s{1,3}(?:is|was|as|ist|als|war)\\s{1,3}${ARTICLE}$`, 'diu');
const TYPED = new RegExp(
  `(?:typed|entered|used?|chose|put|take)\\s{1,3}(?<value>\\S{4,60})\\s{1,3}(?:as|for)\\s{1,3}${ARTICLE}$`,
  'diu',
);
const PHRASE =
  /\s{0,3}(?:[:=]|\s(?:is|was|ist|est|es|è)(?=\s))\s{0,3}(?<value>\p{Ll}{3,30}(?:\s\p{Ll}{3,30}){2,5})(?=\s{0,3}(?:[.,;!?)]|$|\sbut\s|\sand\s))/iuy;
/** The text that may follow a plain word which is the password. */
const ENDS = /^(?:\s*$|\s*[.,;!?)]|\s+(?:and|but|or|und|aber|et|y|e|but|however|-)\s)/iu;
/** "lanternfish is too short": the word before "is too short". */
const JUDGED = /(?<value>\S{4,40})["”“»']?\s{1,2}(?:(?:is|ist|est|es|è|jest|je|är|er|on|es muy)\s{1,2})?$/diu;
/** "Quiet Harbour 77" */
const SPACED =
  /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{2,30}(?:\s\p{Lu}?\p{Ll}{2,30}){1,3}\s\d{1,4}(?![\p{L}\p{N}]|[.:/]\d)/gu;
/** "so Biscuit2015", "so elmtree 14", "so biscuit" */
const HINTED =
  /[\s:,="“„'«]{1,3}(?<value>\p{L}{2,30}(?:[\s_-]?\p{L}{2,30}){0,2}?[\s_-]?\d{1,8}[!?*#]{0,2}|\p{L}{4,30})(?![\p{L}\p{N}])/duy;
const FILE_NAME = /\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|heic|dcm|zip|txt|csv|mp4|html?|php|aspx?)$/iu;
const AHEAD = 80;
/** In characters: "refuses" is this close to what is refused, and a hint to the password that it leads to. */
const NEAR = 40;

/**
 * Makes a detector of text that is called a password, and of text that looks like nothing else.
 * @param isCommon Checks whether the content pack itself uses a word, given in small letters, which then is not a password.
 */
export function passwordDetector(
  { passwords, counts, codes }: SensitiveWords,
  isCommon: (word: string) => boolean,
): Detector {
  const wordsIn = phraseFinder([...passwords.words, ...passwords.phrases]);
  const triesIn = phraseFinder(passwords.tries);
  const verdictsIn = phraseFinder(passwords.verdicts);
  const refusalsIn = phraseFinder(passwords.refusals);
  const hintsIn = phraseFinder(passwords.hints);
  const thereforeIn = phraseFinder(passwords.therefore);
  const userNames = new RegExp(
    `${patternOf(passwords.userNames)}(?:\\s(?:is|ist|est|es|è))?[\\s:=]{0,3}$`,
    'iu',
  );
  const states = new Set(passwords.states);
  const judged = new Set([
    ...passwords.judged,
    ...passwords.words.flatMap((each) => each.split(' ')),
    ...codes.words,
    ...passwords.states,
  ]);
  const numbered = new Set(counts);
  const things = new Set([...codes.numbered, ...codes.others]);

  const isCount = (value: string, rest: string) =>
    /^\d{1,3}\+?$/.test(value) || numbered.has(/^[\s-]*(\p{L}+)/u.exec(rest)?.[1]?.toLowerCase() ?? '');

  /** Checks for letters with digits or signs in a word that the pack does not know: a word that somebody made up. */
  const isMadeUp = (value: string, ahead: string): boolean => {
    if (value.length < 6 || isAddress(value) || /[/:()=@<>{}|\\]/.test(value) || FILE_NAME.test(value))
      return false;
    if (/^\d+[-.]?\p{L}+$/u.test(value) || !/\p{Ll}/u.test(value)) return false;
    const isMixed = /\d/.test(value) || /\p{L}{3}[#$%^§€£&]\p{L}{2}/u.test(value);
    if (!isMixed || !unknownParts(value).some((part) => part.length >= 4)) return false;
    return !userNames.test(ahead);
  };
  /** Checks for words of the pack with a sign between them, such as "mobile+sms". */
  const isOfCommonWords = (value: string): boolean =>
    /^[\p{L}+&=*]+$/u.test(value) &&
    (value.match(/\p{L}+/gu) ?? []).every((word) => isCommon(word.toLowerCase()));
  /** Checks for words with capitals or a number that are put together, at least one of them unknown to the pack. */
  const isPutTogether = (value: string): boolean => {
    const parts = value.toLowerCase().match(/\p{L}+/gu) ?? [];
    return (
      (/^\p{Lu}\p{Ll}{2,30}(?:[-_/]\p{Lu}\p{Ll}{2,30}){1,3}\d{0,4}[!?*]*$/u.test(value) ||
        /^\p{L}{3,30}(?:[-_/]\p{L}{3,30}){1,3}\d{1,4}[!?*]*$/u.test(value)) &&
      unknownParts(value).some((part) => part.length >= 4) &&
      !parts.some((part) => judged.has(part) || things.has(part) || numbered.has(part))
    );
  };
  const unknownParts = (value: string): string[] =>
    [...value.matchAll(/\p{Lu}?\p{Ll}{2,}/gu)]
      .map(([part]) => part)
      .filter((part) => !isCommon(part.toLowerCase()));

  return (text, words) => {
    if (isWordAlone(text)) return [{ kind: 'password', start: 0, end: text.length }];
    const found: Finding[] = [];
    const places = wordsIn(words, text);
    const add = (
      match: RegExpExecArray | null,
      from: number,
      isOne: (value: string, rest: string) => boolean,
    ) => {
      const whole = match?.groups?.value;
      if (!match || whole === undefined) return;
      const at = from + (match.indices?.groups?.value?.[0] ?? 0);
      const value = withoutQuotes(whole);
      const rest = text.slice(at + whole.length, at + whole.length + AHEAD);
      const isQuoted = value.length < whole.length;
      if (isQuoted ? !/^(?:\S+\s){6}/.test(value) : isOne(value, rest))
        found.push({ kind: 'password', start: at, end: at + trimmed(whole).length });
    };
    const stick = (pattern: RegExp, at: number): RegExpExecArray | null => {
      pattern.lastIndex = at;
      return pattern.exec(text);
    };
    for (const { start, end } of places) {
      const after = stick(AFTER, end);
      const isNear = (after?.groups?.words ?? '').trim().split(/\s+/).length <= 4;
      add(after, 0, (whole, rest) => {
        const value = trimmed(whole);
        if (isCount(value, rest)) return false;
        if (looksSecret(value)) return !isOfCommonWords(value);
        return (
          isNear &&
          !states.has(value.toLowerCase()) &&
          !isCommon(value.toLowerCase()) &&
          /^[\p{L}-]{4,}$/u.test(value) &&
          ENDS.test(`${whole.slice(value.length)}${rest}`)
        );
      });
      add(
        stick(BESIDE, end),
        0,
        (whole, rest) =>
          looksSecret(trimmed(whole)) && !isOfCommonWords(trimmed(whole)) && !isCount(trimmed(whole), rest),
      );
      const from = Math.max(0, start - AHEAD);
      const ahead = text.slice(from, start);
      add(BEFORE.exec(ahead), from, (whole) => looksSecret(trimmed(whole)));
      add(TYPED.exec(ahead), from, () => true);
      const phrase = stick(PHRASE, end)?.groups?.value ?? '';
      const first = /^\p{L}+/u.exec(phrase)?.[0].toLowerCase() ?? '';
      if (phrase !== '' && !states.has(first) && !phrase.toLowerCase().split(/\s/).every(isCommon)) {
        const at = text.indexOf(phrase, end);
        found.push({ kind: 'password', start: at, end: at + phrase.length });
      }
    }
    for (const { start } of verdictsIn(words, text)) {
      const from = Math.max(0, start - AHEAD);
      add(JUDGED.exec(text.slice(from, start)), from, (whole) => {
        const value = trimmed(whole).toLowerCase();
        return /\p{L}{4}/u.test(value) && !judged.has(value) && !isCommon(value);
      });
    }
    const refusals = refusalsIn(words, text);
    if (refusals.length > 0)
      for (const { index, 0: value } of text.matchAll(SPACED))
        if (
          isNearAny(refusals, index, index + value.length) &&
          isPutTogether(value.replace(/\s/g, '-').replace(/-(?=\d)/, ''))
        )
          found.push({ kind: 'password', start: index, end: index + value.length });
    const therefores = thereforeIn(words, text);
    const hints = therefores.length > 0 ? hintsIn(words, text) : [];
    for (const { start, end } of therefores) {
      const isHinted = isAnyWithin(hints, start - NEAR, start) && places.length > 0;
      const first = firstFrom(hints, start - NEAR);
      const isTwiceHinted = (hints[first + 1]?.end ?? start + 1) <= start;
      if (!isHinted && !isTwiceHinted) continue;
      add(stick(HINTED, end), 0, (value, rest) => {
        const word = value.toLowerCase();
        if (isCount(value, rest) || !unknownParts(value).some((part) => part.length >= 3)) return false;
        return /\d/.test(value) || (!states.has(word) && !judged.has(word) && ENDS.test(rest));
      });
    }
    const tries = triesIn(words, text);
    for (const match of text.matchAll(/\S{6,60}/gu)) {
      const opening = /^["“„'«([]*/u.exec(match[0])?.[0].length ?? 0;
      const value = trimmed(match[0].slice(opening)).replace(/["”“»']+$/u, '');
      const start = match.index + opening;
      const ahead = text.slice(Math.max(0, start - 30), start);
      const isTried = isAnyWithin(tries, start - 20, start) || places.length > 0;
      if (
        standsAlone(value) ||
        isMadeUp(value, ahead) ||
        (isNearAny(refusals, start, start + value.length) && isPutTogether(value)) ||
        (isTried && isJoined(value, unknownParts(value))) ||
        (places.length > 0 && /^\p{L}{4,}\d{2,}$/u.test(value))
      )
        found.push({ kind: 'password', start, end: start + value.length });
    }
    return found;
  };
}

function isNearAny(places: readonly { start: number; end: number }[], start: number, end: number): boolean {
  return isAnyWithin(places, start - NEAR, end + NEAR);
}

/** Checks for words that are joined by a sign, such as "violet.tower" or "sun!blue", and that the pack does not know. */
function isJoined(value: string, unknown: readonly string[]): boolean {
  return (
    /^\p{L}{3,}[._!*+~&%$#§]\p{L}{3,}[!?*\d]*$/u.test(value) &&
    !isAddress(value) &&
    unknown.filter((part) => part.length >= 3).length >= 2
  );
}

/** Removes the quotes around a value. */
function withoutQuotes(value: string): string {
  return /^["“„'«].*["”“'»]$/u.test(value) ? value.slice(1, -1) : value;
}

/** Removes the end of a sentence or a bracket; "!" and "?" stay after a digit, where they often belong to the password. */
function trimmed(value: string): string {
  return value.replace(/[.,;:)\]]+$/u, '').replace(/(?<!\d)[?!]+$/u, '');
}

/** Checks for letters with digits or signs, two words in one, or four digits and more: no ordinary word. */
function looksSecret(value: string): boolean {
  if (isAddress(value) || value.length < 4) return false;
  if (/^\d+$/.test(value)) return value.length >= 4;
  const hasDigit = /\d/.test(value);
  const hasSign = /[!@#$%^&*?+=_~§€£|<>\\]/u.test(value.slice(0, -1)) || /\d[!?#$%&*]+$/u.test(value);
  const hasCapitalInside = /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+/u.test(value);
  return hasCapitalInside || (/\p{L}/u.test(value) && (hasDigit || hasSign) && value.length >= 5);
}

/** Checks for a value that looks like a password and like nothing else that people write, with no word beside it. */
function standsAlone(value: string): boolean {
  if (isAddress(value) || value.length < 8 || /[:/()]/.test(value)) return false;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/].filter((kind) => kind.test(value)).length;
  const hasSign = /[!@#$%^&*?+=_~§]/u.test(value.replace(/[!?]+$/u, '')) || /\d[!?]+$/u.test(value);
  const changes = value.match(/\p{L}(?=\d)|\d(?=\p{L})/gu)?.length ?? 0;
  if (kinds === 3 && hasSign) return true;
  if (/\p{Ll}\p{Lu}{2}/u.test(value) && /\d/.test(value)) return true;
  return kinds === 3 && changes >= 3 && !value.includes('-') && !value.includes('.');
}

function isAddress(value: string): boolean {
  return (
    /^[^\s@]+@[^\s@]+\.\p{L}{2,}$/u.test(value) ||
    /^(?:https?:|www\.)/i.test(value) ||
    /\.(?:eu|com|org|de|fr|it|es|nl)(?:\/|$)/i.test(value)
  );
}

/** Checks for a message of one word with letters and digits, as long as passwords are. */
function isWordAlone(text: string): boolean {
  const word = text.trim();
  return /^\S{7,60}$/.test(word) && /\d/.test(word) && /\p{L}/u.test(word) && !isAddress(word);
}
